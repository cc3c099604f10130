/** What the ready queries are about, for people who look for one. */
import { hasAny } from '../../me.js';

/** By topic, what the rows of its queries are of; what people ask for most comes first. */
const TOPICS = {
  orders: ['ProductionOrder'],
  postings: ['Posting'],
  targets: ['PhaseTargets', 'PhaseTarget', 'PhaseTargetOrder', 'PhaseTargetScenario', 'NextOrder', 'PhaseQueueOrigin', 'TargetSnapshot', 'Phase'],
  leadTimes: ['PhaseStay', 'LeadTimes', 'LeadTimeGoal', 'DelayJustification'],
  plans: ['Plan', 'Lot', 'Collection', 'PlanningRuleSet', 'PlanningComparison'],
  items: ['Item', 'StockBalance'],
  machines: ['Equipment', 'MachineCount', 'Downtime', 'DowntimeReason'],
  quality: ['Inspection'],
  sales: ['SalesOrder', 'InvoiceType'],
  subcontracting: ['Subcontractor', 'SubcontractorTargets', 'SubcontractOrder', 'SubcontractStatusEntry', 'SubcontractCapacity'],
  calendars: ['WorkCalendar', 'CalendarDay', 'WorkDay'],
  deliveries: ['Delivery'],
  it: ['Route', 'QuarantineEntry', 'Alert', 'SourceCapability', 'CodeMapping', 'CodeMappingSuggestion', 'Job', 'AuditEntry', 'ClientKey'],
};
const OTHERS = 'others';

export const topics = [...Object.keys(TOPICS), OTHERS];

const topicOf = reads => Object.keys(TOPICS).find(topic => TOPICS[topic].includes(reads)) ?? OTHERS;

/** The root field that a document asks first; its rights are those of the document. */
const rootOf = document => /query\s+\w+\s*(?:\([^)]*\))?\s*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(document.replace(/^#.*$/gm, ''))?.[1];

/** What programs ask more often than people: the row of an id, and what has changed for a copy. */
const rank = name => name.endsWith('-changes') ? 2 : name.endsWith('-by-id') ? 1 : 0;

/**
 * @param documents the published ones
 * @param mine root fields that the person may ask
 * @returns of each document its topic, whether the person may ask it, and what it says without whom it is for; the most useful first
 */
export const arranged = (documents, mine) => documents.map(document => {
  const [says, roles = ''] = document.says.split(/\s*For: /);
  return { ...document, says, topic: topicOf(document.reads), mine: mine.has(rootOf(document.document)), own: hasAny(roles.replace('.', '').split(', ')) };
}).sort((one, other) => rank(one.name) - rank(other.name) || other.own - one.own || one.name.localeCompare(other.name));
