export * from './address/address.ts';
export * from './address/prefix.ts';
export {
  type AddressPool,
  addressPlan,
  type PlannedRange,
  type RangePlace,
  type RangeUse,
} from './addressPlan/addressPlan.ts';
export { poolOf, windowOf } from './addressPlan/pools.ts';
export { blocksOf, type Section, sections } from './addressPlan/sections.ts';
export { type BlockTarget, blockTargets, nextFreeBlock, takeBlock } from './addressPlan/takeBlock.ts';
export type { Usage } from './addressPlan/usage.ts';
export {
  type Assumption,
  type AssumptionKind,
  type Override,
  overrideEdits,
} from './assumptions/assumption.ts';
export { type AssumptionInfo, assumptionInfo } from './assumptions/assumptionInfo.ts';
export { assumptionsOf } from './assumptions/assumptionsOf.ts';
export { compileNetwork } from './network/compileNetwork.ts';
export { deviceAddresses } from './network/deviceAddresses.ts';
export { bestRoute, compareRoutes, groupByPrefix, lookup, routeCountOf } from './network/fib.ts';
export { transferAddresses } from './network/interfaces.ts';
export { encapsulationOverhead } from './network/mtu.ts';
export type * from './network/network.ts';
export { applyEdit, applyEdits } from './plan/applyEdit.ts';
export { entitiesOf, listPath } from './plan/collections.ts';
export { didYouMean } from './plan/didYouMean.ts';
export { PlanEditError, PlanLimitError } from './plan/editError.ts';
export type * from './plan/edits.ts';
export {
  ENDPOINT_FORMS,
  type Endpoint,
  endpointEntity,
  formatEndpoint,
  parseEndpoint,
  SENDER_KINDS,
} from './plan/endpoints.ts';
export { entityIds, flowIds, freeId, idFromName, idProblem } from './plan/ids.ts';
export { planJsonSchema } from './plan/jsonSchema.ts';
export { characters, LIMITS } from './plan/limits.ts';
export { FORMAT_VERSION } from './plan/migrations/migrate.ts';
export { type ParsedPlan, parsePlan, parsePlanValue } from './plan/parsePlan.ts';
export type * from './plan/plan.ts';
export { planFileText } from './plan/planFileText.ts';
export * from './plan/platformRanges.ts';
export { renumber } from './repair/renumber.ts';
export { describeAction, describeEnding, describeRoute, describeStep } from './simulate/describe.ts';
export { MOST_ENDS, type Reachability, reachability, reachQuestion } from './simulate/reachability.ts';
export { reachEnds } from './simulate/reachEnds.ts';
export { resolveDevice } from './simulate/resolveFlow.ts';
export { type Outcome, outcomeOf, roundTripOutcome, traceRoundTrip } from './simulate/roundTrip.ts';
export { addressOf } from './simulate/sourceAddress.ts';
export * from './simulate/trace.ts';
export { tracedOnce } from './simulate/tracedOnce.ts';
export { vbucketOf } from './simulate/vbucket.ts';
export { describeFinding } from './validate/describe.ts';
export * from './validate/finding.ts';
export { type FindingInfo, findingInfo, sourceOf } from './validate/findingInfo.ts';
export { Judging } from './validate/judging.ts';
export { profiles } from './validate/profiles/index.ts';
export type { ProfileRules } from './validate/profiles/profile.ts';
export { validate } from './validate/validate.ts';
