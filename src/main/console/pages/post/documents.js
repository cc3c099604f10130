/** What this page asks of the contract. */
import { REFUSED } from '../orders/refused.js';

const STEP = `steps { id sequence operation description status phase { code name } goodInErp goodPending scrapInErp scrapPending }`;
const ORDER = `id company number status postingBlocked quantity unit lot plannedEnd item { code description } ${STEP} ${REFUSED}`;

export const FIND = `query FindOrders($where: ProductionOrderWhere, $first: Int) {
  productionOrders(where: $where, first: $first, orderBy: [{ number: ASC }]) {
    nodes { ${ORDER} }
  }
}`;

/** The orders that a device keeps: those seen here before, and the open ones that are due first. */
export const KEEP = `query OrdersToKeep($seen: ProductionOrderWhere, $open: ProductionOrderWhere, $first: Int) {
  seen: productionOrders(where: $seen, first: $first) { nodes { ${ORDER} } }
  open: productionOrders(where: $open, first: $first, orderBy: [{ plannedEnd: ASC }, { number: ASC }]) { nodes { ${ORDER} } }
}`;

/** Reasons that were given lately: the contract has no list of them. */
export const REASONS = `query ScrapReasons($where: PostingWhere) {
  postings(where: $where, first: 200) { nodes { company scrapReasons { reason } } }
}`;

const DELIVERIES = 'id state reversalRequestedAt deliveries { kind target state reasonText }';

export const REPLAY = `mutation ReplayQueue($operations: [QueuedOperation!]!) {
  replayQueue(operations: $operations) {
    answers { status posting { ${DELIVERIES} } refusal { code field message messagePt } }
  }
}`;

export const FOLLOW = `query Deliveries($ids: [ID!]) {
  postings(where: { id: { in: $ids } }, first: 100) { nodes { ${DELIVERIES} } }
}`;

/** Tells that something has happened to postings of this person. */
export const NEWS = `subscription PostingNews($by: String!, $since: DateTime!) {
  postingsChanges(where: { createdBy: { eq: $by }, createdAt: { gte: $since } }) { cursor }
}`;
