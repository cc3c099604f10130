/** What the page of the day asks for, as far as the person's roles may read it. */
import { hasAny } from '../../me.js';
import { beginOf, today, zone } from '../../zone.js';
import { OPEN } from '../orders/open.js';

/** Days of the chart of the last days, today included. */
export const DAYS = 14;
/** Stops that are listed by themselves. */
const STOPS = 10;

const SOURCES = 'freshness { source company asOf stale }';
/** Quantities of several units do not add up. */
const UNIT = '{ order: { unit: VALUE } }';
const PHASE = '{ step: { phase: { code: VALUE } } }, { step: { phase: { name: VALUE } } }';
const POSTED = 'sum { good scrap } count';

const daysAgo = count => new Date(Date.parse(today()) - count * 86_400_000).toISOString().slice(0, 10);

/** Sections by who may read them: variables with their types and values, and root fields. */
const SECTIONS = [{
  variables: company => ({
    today: ['Date!', today()],
    open: ['ProductionOrderWhere', { ...company, status: { in: OPEN } }],
    posted: ['PostingWhere', { ...company, state: { eq: 'ACCEPTED' }, postedOn: { eq: today() } }],
    recent: ['PostingWhere', { ...company, state: { eq: 'ACCEPTED' }, postedOn: { between: { from: daysAgo(DAYS - 1), to: today() } } }],
    zone: ['String!', zone()],
    stopped: ['DowntimeWhere', { ...company, state: { eq: 'ACCEPTED' }, or: [{ startedAt: { gte: beginOf(today()) } }, { endedAt: { gte: beginOf(today()) } }] }],
  }),
  fields: `
    orders: productionOrdersAggregate(where: $open) {
      count
      inProgress: count(where: { status: { eq: IN_PROGRESS } })
      late: count(where: { plannedEnd: { lt: $today } })
      due: count(where: { plannedEnd: { eq: $today } })
    }
    byDay: postingsAggregate(where: $recent, groupBy: [{ postedOn: DAY }, ${UNIT}]) { key { postedOn order { unit } } ${POSTED} }
    byHour: postingsAggregate(where: $posted, groupBy: [{ endedAt: { unit: HOUR, timeZone: $zone } }, ${UNIT}]) { key { endedAt order { unit } } ${POSTED} }
    byPhase: postingsAggregate(where: $posted, groupBy: [{ company: VALUE }, ${PHASE}, ${UNIT}]) {
      key { company order { unit } step { phase { code name } } } ${POSTED}
    }
    stops: downtimesAggregate(where: $stopped) { count sum { seconds } }
    reasons: downtimesAggregate(where: $stopped, groupBy: [{ reason: VALUE }, { reasonDescription: VALUE }]) {
      key { reason reasonDescription } count sum { seconds }
    }
    lastStops: downtimes(where: $stopped, first: ${STOPS}, orderBy: [{ startedAt: DESC }]) {
      nodes { id company reason reasonDescription startedAt endedAt seconds equipment { code name } order { id number } }
      ${SOURCES}
    }
    orderSources: productionOrders(first: 1) { ${SOURCES} }
    postingSources: postings(first: 1) { ${SOURCES} }`,
}, {
  roles: ['leader', 'planner', 'it', 'analyst'],
  variables: company => ({ underWay: ['DeliveryWhere', { ...company, endedAt: { isNull: true } }] }),
  fields: 'deliveries: deliveriesAggregate(where: $underWay, groupBy: [{ state: VALUE }]) { key { state } count }',
}, {
  roles: ['it'],
  variables: company => ({
    entries: ['QuarantineEntryWhere', { ...company, state: { in: ['OPEN', 'WAITING'] } }],
    raised: ['AlertWhere', { endedAt: { isNull: true }, ...company.company && { or: [company, { company: { isNull: true } }] } }],
    readings: ['RouteWhere', { ...company, state: { ne: 'PUSHED' } }],
  }),
  fields: `
    quarantine: quarantineAggregate(where: $entries) { count }
    alerts(where: $raised, first: 5, orderBy: [{ lastSeenAt: DESC }]) { totalCount nodes { id company code subject message lastSeenAt times } }
    routes: routesAggregate(where: $readings) { count stale: count(where: { stale: { eq: true } }) failing: count(where: { state: { eq: FAILING } }) }`,
}];

/**
 * @param company code of the only one that is asked for; without it all of the person's are
 * @returns query and variables
 */
export function questions(company) {
  const sections = SECTIONS.filter(({ roles }) => !roles || hasAny(roles));
  const variables = Object.entries(Object.assign({}, ...sections.map(section => section.variables(company ? { company: { eq: company } } : {}))));
  return {
    query: `query Today(${variables.map(([name, [type]]) => `$${name}: ${type}`).join(', ')}) { ${sections.map(({ fields }) => fields).join('\n')} }`,
    variables: Object.fromEntries(variables.map(([name, [, value]]) => [name, value])),
  };
}

/** Roles that see plans and their targets. */
export const PLANNING = ['planner', 'leader', 'analyst'];

/** Plans that are sold or invoiced on the day. */
export const plans = company => ({
  query: `query Plans($where: PlanWhere) {
    plans(where: $where, first: 5, orderBy: [{ invoiceFrom: DESC }, { code: ASC }]) { nodes { id company code name } }
  }`,
  variables: { where: { salesFrom: { lte: today() }, invoiceTo: { gte: today() }, ...company && { company: { eq: company } } } },
});

/** The targets of several plans by one question, each under the plan's id. */
export const targets = ids => ({
  query: `query Targets(${ids.map((_, at) => `$plan${at}: ID!`).join(', ')}) {
    ${ids.map((_, at) => `targets${at}: phaseTargets(plan: $plan${at}) {
      plan { id company code name } asOf dataAsOf hoursLeft
      phases { code name startsOn noDays toProduce dailyTarget achievedToday paceNeeded hours { startsAt endsAt pieces } }
    }`).join('\n')}
  }`,
  variables: Object.fromEntries(ids.map((id, at) => [`plan${at}`, id])),
});
