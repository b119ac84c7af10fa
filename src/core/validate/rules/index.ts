import type { RuleDefinition } from '../rule.ts';
import { addressByIp } from './addressByIp.ts';
import { addressOutsideSegment } from './addressOutsideSegment.ts';
import { asymmetricPath } from './asymmetricPath.ts';
import { bgpPrefixesNotShared } from './bgpPrefixesNotShared.ts';
import { duplicateAddress } from './duplicateAddress.ts';
import { equalRoutes } from './equalRoutes.ts';
import { expectationFailed } from './expectationFailed.ts';
import { familyMismatch } from './familyMismatch.ts';
import { forwardingLoop } from './forwardingLoop.ts';
import { linkCapturesLocalPrefix } from './linkCapturesLocalPrefix.ts';
import { missingReturnRoute } from './missingReturnRoute.ts';
import { missingRoute } from './missingRoute.ts';
import { mtuTooLarge } from './mtuTooLarge.ts';
import { networkOrBroadcastAddress } from './networkOrBroadcastAddress.ts';
import { nodeMaskTooLong } from './nodeMaskTooLong.ts';
import { nodeNetworksOverlap } from './nodeNetworksOverlap.ts';
import { nodeNetworkTooSmall } from './nodeNetworkTooSmall.ts';
import { overlayNotAddressable } from './overlayNotAddressable.ts';
import { overlayShadowsAddress } from './overlayShadowsAddress.ts';
import { platformRange } from './platformRange.ts';
import { podNetworkOverlapsNodeNetwork } from './podNetworkOverlapsNodeNetwork.ts';
import { podNetworksOverlap } from './podNetworksOverlap.ts';
import { podRangeTooSmall } from './podRangeTooSmall.ts';
import { podsExceedNodePrefix } from './podsExceedNodePrefix.ts';
import { publicRange } from './publicRange.ts';
import { reservedRange } from './reservedRange.ts';
import { routerAddressTaken } from './routerAddressTaken.ts';
import { serviceRangeTooLarge } from './serviceRangeTooLarge.ts';
import { serviceRangeTooSmall } from './serviceRangeTooSmall.ts';
import { statefulBehindVip } from './statefulBehindVip.ts';
import { vipAliasesAddress } from './vipAliasesAddress.ts';
import { vipRangeReused } from './vipRangeReused.ts';

/** Every rule of the table V, in its order. */
export const rules: readonly RuleDefinition[] = [
  nodeNetworksOverlap,
  podNetworksOverlap,
  podNetworkOverlapsNodeNetwork,
  overlayShadowsAddress,
  vipAliasesAddress,
  vipRangeReused,
  duplicateAddress,
  addressOutsideSegment,
  routerAddressTaken,
  networkOrBroadcastAddress,
  podRangeTooSmall,
  nodeNetworkTooSmall,
  serviceRangeTooSmall,
  serviceRangeTooLarge,
  podsExceedNodePrefix,
  nodeMaskTooLong,
  platformRange,
  reservedRange,
  publicRange,
  familyMismatch,
  missingRoute,
  missingReturnRoute,
  linkCapturesLocalPrefix,
  bgpPrefixesNotShared,
  overlayNotAddressable,
  asymmetricPath,
  equalRoutes,
  mtuTooLarge,
  forwardingLoop,
  addressByIp,
  statefulBehindVip,
  expectationFailed,
];
