import type { Profile } from '../../plan/plan.ts';
import { clustermesh } from './clustermesh.ts';
import { flatVpc } from './flatVpc.ts';
import type { ProfileRules } from './profile.ts';
import { submariner } from './submariner.ts';
import { submarinerGlobalnet } from './submarinerGlobalnet.ts';
import { vpn } from './vpn.ts';

export const profiles: Readonly<Record<Profile, ProfileRules>> = {
  vpn,
  clustermesh,
  submariner,
  'submariner-globalnet': submarinerGlobalnet,
  'flat-vpc': flatVpc,
};
