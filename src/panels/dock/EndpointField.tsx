import { Autocomplete } from '@base-ui/react/autocomplete';
import { useId } from 'react';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import menu from '../ui/Menu.module.css';
import type { EndpointOption } from './endpointOptions.ts';
import styles from './WalkForm.module.css';

/** A combobox over all endpoints of the plan that also takes free text: `ip:` and `key:` name what is not listed. */
export function EndpointField({
  label,
  value,
  options,
  invalid,
  describedBy,
  placeholder,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly EndpointOption[];
  invalid?: boolean;
  describedBy?: string;
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    // The root draws a hidden input of its own: the wrapper keeps the two together.
    <div className={styles.wide}>
      <Autocomplete.Root
        items={options}
        value={value}
        onValueChange={onChange}
        itemToStringValue={(option: EndpointOption) => option.value}
        filter={(option: EndpointOption, query: string) => {
          const wanted = query.trim().toLowerCase();
          return `${option.value} ${option.hint}`.toLowerCase().includes(wanted);
        }}
        limit={100}
        openOnInputClick
      >
        <div className={controls.field}>
          <label className={controls.label} htmlFor={id}>
            {label}
          </label>
          <Autocomplete.Input
            id={id}
            className={classNames(controls.input, controls.mono, invalid && controls.invalid)}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
          />
        </div>
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={menu.positioner} sideOffset={4} align="start">
            <Autocomplete.Popup className={menu.menu}>
              <Autocomplete.Empty className={styles.none}>
                Nothing in the plan has this name. An address is written as ip:10.0.0.7, a document as
                key:CLUSTER/WORKLOAD/ID.
              </Autocomplete.Empty>
              <Autocomplete.List>
                {(option: EndpointOption) => (
                  <Autocomplete.Item key={option.value} value={option} className={menu.item}>
                    <span className={styles.endpoint}>{option.value}</span>
                    <span className={styles.endpointHint}>{option.hint}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </div>
  );
}
