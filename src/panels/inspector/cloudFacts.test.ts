import { expect, test } from 'vitest';
import { mustPrefix } from '#core';
import { anyCloudText, cloudText } from './cloudFacts.ts';

test('a cloud keeps addresses of every subnet for itself: how many, and what is left', () => {
  const subnet = mustPrefix('10.0.0.0/24');
  expect(cloudText(subnet, 'eks')).toBe('AWS keeps 5 of a subnet: 251 left, 10.0.0.4 – 10.0.0.254');
  expect(cloudText(subnet, 'aks')).toBe('Azure keeps 5 of a subnet: 251 left, 10.0.0.4 – 10.0.0.254');
  expect(cloudText(subnet, 'gke')).toBe('Google Cloud keeps 4 of a subnet: 252 left, 10.0.0.2 – 10.0.0.253');
  expect(cloudText(subnet, 'oke')).toBe('Oracle Cloud keeps 3 of a subnet: 253 left, 10.0.0.2 – 10.0.0.254');
  expect(cloudText(mustPrefix('10.0.0.0/30'), 'eks')).toBe('AWS keeps 5 of a subnet: none is left');
});

test('elsewhere, and of IPv6, nobody keeps any; where no platform is given all are told', () => {
  expect(cloudText(mustPrefix('10.0.0.0/24'), 'kubeadm')).toBeUndefined();
  expect(cloudText(mustPrefix('10.0.0.0/24'), undefined)).toBeUndefined();
  expect(cloudText(mustPrefix('2001:db8::/64'), 'eks')).toBeUndefined();
  expect(anyCloudText(mustPrefix('10.0.0.0/20'))).toBe(
    'Left as a subnet of a cloud: AWS or Azure 4,091, Google Cloud 4,092, Oracle Cloud 4,093',
  );
});
