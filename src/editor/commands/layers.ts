import { LAYERS, type Layer, layerInfo, layersOf } from '#core/view';
import { APPLIES, type Command, no } from './command.ts';

/** Shows a layer of the picture, or hides it. The plan stays as it is. */
export const turnLayer =
  (layer: Layer): Command =>
  ({ plan, layers }, dispatch) => {
    const { title, shows, absent } = layerInfo[layer];
    if (!layersOf(plan).includes(layer)) return no(absent);
    const shown = layers.includes(layer);
    dispatch?.setLayers(shown ? layers.filter((other) => other !== layer) : [...layers, layer]);
    dispatch?.announce(`${title} ${shown ? 'hidden' : 'shown'}: ${shows}.`);
    return APPLIES;
  };

/** Shows every layer that the plan has something of. */
export const showAllLayers: Command = ({ plan, layers }, dispatch) => {
  const present = layersOf(plan);
  if (present.every((layer) => layers.includes(layer)))
    return no(present.length === 0 ? 'The plan has no layers yet' : 'Every layer is shown');
  dispatch?.setLayers(LAYERS);
  dispatch?.announce('Every layer is shown.');
  return APPLIES;
};
