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

-- Their changes over a year: the sum of what their members changed by, each by a level and growth of one vintage where its growth was published, else
-- between the levels held.
INSERT INTO changes
WITH rated AS (
    SELECT DISTINCT series, first_month, last_month FROM changes WHERE who = 0
),
summed AS (
    SELECT
        g.series, g.region, g.first_month, g.last_month, g.unit, g.held, g.members, g.who,
        sum(coalesce(c.base_value, CAST(b.value AS DOUBLE))) AS base_value, sum(coalesce(c.base_low, CAST(b.low AS DOUBLE))) AS base_low,
        sum(coalesce(c.base_high, CAST(b.high AS DOUBLE))) AS base_high,
        sum(coalesce(c.change_value, CAST(n.value - b.value AS DOUBLE))) AS change_value,
        sum(coalesce(c.change_low, CAST(n.low - b.high AS DOUBLE))) AS change_low,
        sum(coalesce(c.change_high, CAST(n.high - b.low AS DOUBLE))) AS change_high,
        string_agg(coalesce(c.observations, concat(n.observations, ',', b.observations)), ',') AS observations,
        string_agg(coalesce(c.base_observations, b.observations), ',') AS base_observations,
        count(c.region) = count(*) AS revised
    FROM levels AS g
    JOIN groups_asked AS a ON a.scope = g.region
    JOIN rated AS r ON r.series = g.series AND r.first_month = g.first_month AND r.last_month = g.last_month
    JOIN levels AS gb
        ON gb.region = g.region AND gb.series = g.series AND gb.first_month = g.first_month - 100 AND gb.last_month = g.last_month - 100
        AND gb.unit = g.unit AND gb.who = g.who
    JOIN scope_members AS m ON m.scope = g.region
    JOIN levels AS n
        ON n.region = m.member AND n.series = g.series AND n.first_month = g.first_month AND n.last_month = g.last_month AND n.unit = g.unit AND n.who = 0
    JOIN levels AS b
        ON b.region = m.member AND b.series = g.series AND b.first_month = gb.first_month AND b.last_month = gb.last_month AND b.unit = g.unit
        AND b.who = 0
    LEFT JOIN changes AS c
        ON c.region = m.member AND c.series = g.series AND c.first_month = g.first_month AND c.last_month = g.last_month AND c.unit = g.unit AND c.who = 0
    WHERE g.who <> 0
    GROUP BY g.series, g.region, g.first_month, g.last_month, g.unit, g.held, g.members, g.who
    HAVING count(c.region) > 0 AND count(*) = max(g.held)
)
SELECT
    series, region, first_month, last_month, unit, base_value, base_low, base_high, change_value, change_low, change_high,
    1 + change_value / nullif(base_value, 0) AS ratio_value,
    1 + change_low / nullif(CASE WHEN change_low < 0 THEN base_low ELSE base_high END, 0) AS ratio_low,
    1 + change_high / nullif(CASE WHEN change_high < 0 THEN base_high ELSE base_low END, 0) AS ratio_high,
    observations, base_observations, held, members, who, revised
FROM summed
WHERE base_low > 0;
