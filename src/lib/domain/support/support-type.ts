/** The four legs of the chair, always all four and always in this order (C1). */
export const supportTypes = ['socio-emotional', 'network', 'autonomy', 'career'] as const;

/** One of the four types of support a coach can offer: a leg of the chair. */
export type SupportType = (typeof supportTypes)[number];

/** Whether a value from outside (a form, an address, a file) names a leg. */
export function isSupportType(value: unknown): value is SupportType {
  return supportTypes.some((leg) => leg === value);
}

/** One value for each of the four legs, made by asking for each leg: none can be left out (C1). */
export function forEachLeg<Value>(valueOf: (leg: SupportType) => Value): Record<SupportType, Value> {
  return {
    'socio-emotional': valueOf('socio-emotional'),
    network: valueOf('network'),
    autonomy: valueOf('autonomy'),
    career: valueOf('career')
  };
}
