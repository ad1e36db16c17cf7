-- Levels of groups that are asked for the first time: the sum of their members, more than half of which are held, where no level was published; an index has
-- no sum.
INSERT INTO levels
WITH sizes AS (
    SELECT m.scope, count(*) AS members FROM scope_members AS m JOIN groups_asked AS g ON g.scope = m.scope GROUP BY m.scope
)
SELECT
    l.series, l.concept, l.flow, l.product, l.partner, l.regime, l.measure, l.basis, l.currency, m.scope AS region, l.period, l.first_month, l.last_month,
    sum(l.value) AS value, sum(l.low) AS low, sum(l.high) AS high, l.unit, string_agg(l.observations, ',') AS observations, 'sum' AS how,
    max(l.reliability_rank) AS reliability_rank, max(l.released_on) AS released_on, count(*) AS held, max(s.members) AS members,
    CAST(sum(m.number) AS BIGINT) AS who
FROM levels AS l
JOIN scope_members AS m ON m.member = l.region
JOIN sizes AS s ON s.scope = m.scope
LEFT JOIN levels AS direct
    ON direct.region = m.scope AND direct.series = l.series AND direct.first_month = l.first_month AND direct.last_month = l.last_month
WHERE direct.region IS NULL AND l.value IS NOT NULL AND l.who = 0 AND l.unit <> 'ratio'
GROUP BY
    l.series, l.concept, l.flow, l.product, l.partner, l.regime, l.measure, l.basis, l.currency, m.scope, l.period, l.first_month, l.last_month, l.unit
HAVING 2 * count(*) > max(s.members);
