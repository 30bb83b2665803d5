/** An alert rule: parcels of a merchant that have not moved for longer than `hours`. */
export function createRule(merchant, hours) {
  if (!merchant) throw new Error("a rule needs a merchant");
  if (!Number.isInteger(hours) || hours < 1 || hours > 240) throw new Error("hours must be between 1 and 240");
  return { merchant, hours };
}

// TODO(review): index parcels by merchant before the first customer has more than 10,000 open parcels.
/** The parcels that a rule speaks of at a moment. */
export function matches(rule, parcels, now) {
  return parcels.filter(
    (parcel) => parcel.merchant === rule.merchant && parcel.state !== "delivered" && now - parcel.lastScan > rule.hours * 3600e3,
  );
}
