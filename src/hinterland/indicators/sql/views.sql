-- From held figures to levels that can be asked for.
--
-- derived       levels nobody published as such: yuan from dollars at the year's rate, and the revised base that a published level and growth imply
-- observations  held and derived figures together, each with the key of its series
-- preferred     one figure a cell: the most reliable, then the latest, then the narrowest, then the last loaded; a bound without a value gives way
-- levels        preferred levels, and sums of flows where no level was published; those of groups are added when they are asked for (`groups.sql`)
-- stated_rates  preferred figures that are no levels: growth, shares, contributions, counts, ranks
-- reckoned      growth as published, else between levels of the same members: as the table `growths` where there is little of it, else as a view
--
-- Few cells hold more than one figure, and only those are sorted: `beaten` and `outdone` are the figures that give way, all others are preferred.

CREATE OR REPLACE TABLE beaten AS
SELECT id FROM (
    SELECT
        id,
        row_number() OVER (
            PARTITION BY cell
            ORDER BY value IS NULL, reliability_rank, released_on DESC NULLS LAST, high - low NULLS LAST, seq DESC, id
        ) AS place
    FROM held
    WHERE cell IN (SELECT cell FROM held GROUP BY cell HAVING count(*) > 1)
) AS ranked
WHERE place > 1;

-- The preferred figure of each cell among those held.
CREATE OR REPLACE VIEW best AS
SELECT * FROM held AS h WHERE NOT EXISTS (SELECT 1 FROM beaten AS b WHERE b.id = h.id);

-- Nothing that is no level is ever derived, so what is best is preferred.
CREATE OR REPLACE TABLE stated_rates AS
SELECT
    id, op, series, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, versus, scope,
    value, low, high, unit, source, released, released_on
FROM best
WHERE op <> 'level';

-- The year's rate: yuan over dollars in the regions held in both. Pairs over one percent from the weighted rate mix vintages and are left out;
-- the ends are the lowest and the highest that remain, so the spread widens what is derived.
CREATE OR REPLACE TABLE rates AS
WITH pairs AS (
    SELECT
        y.first_month, y.last_month, y.value AS yuan, u.value AS dollars,
        CAST(y.low AS DOUBLE) / nullif(CAST(u.high AS DOUBLE), 0) AS low,
        CAST(y.high AS DOUBLE) / nullif(CAST(u.low AS DOUBLE), 0) AS high
    FROM best AS y
    JOIN best AS u
        ON u.region = y.region AND u.first_month = y.first_month AND u.last_month = y.last_month
        AND u.op = 'level' AND u.currency = 'USD' AND u.concept = 'trade' AND u.flow = 'total' AND u.product = 'all'
        AND u.partner = 'world' AND u.regime = 'all' AND u.measure = 'value' AND u.basis = 'operating-unit'
    WHERE y.op = 'level' AND y.currency = 'CNY' AND y.concept = 'trade' AND y.flow = 'total' AND y.product = 'all'
        AND y.partner = 'world' AND y.regime = 'all' AND y.measure = 'value' AND y.basis = 'operating-unit'
        AND y.value > 0 AND u.value > 0
),
weighted AS (
    SELECT first_month, last_month, CAST(sum(yuan) AS DOUBLE) / nullif(CAST(sum(dollars) AS DOUBLE), 0) AS rate
    FROM pairs
    GROUP BY first_month, last_month
)
SELECT w.first_month, w.last_month, w.rate, min(p.low) AS low, max(p.high) AS high, count(*) AS pairs
FROM weighted AS w
JOIN pairs AS p
    ON p.first_month = w.first_month AND p.last_month = w.last_month
    AND p.low > w.rate * 0.99 AND p.high < w.rate * 1.01
GROUP BY w.first_month, w.last_month, w.rate
HAVING count(*) >= 5;

CREATE OR REPLACE TABLE derived AS
WITH yuan AS (
    SELECT
        u.op, u.concept, u.flow, u.product, u.partner, u.regime, u.measure, u.basis, 'CNY' AS currency, u.region, u.period, u.first_month,
        u.last_month, u.versus, u.scope, u.predicate, CAST(u.value AS DOUBLE) * r.rate AS value, CAST(u.low AS DOUBLE) * r.low AS low,
        CAST(u.high AS DOUBLE) * r.high AS high, 'CNY' AS unit, u.source, u.released, u.released_on, u.id AS origin,
        concat('yuan from ', CAST(CAST(u.value / 1000000000 AS DECIMAL(18, 3)) AS VARCHAR), ' billion dollars at the rate ', CAST(round(r.rate, 4) AS VARCHAR), ' of the ',
               CAST(r.pairs AS VARCHAR), ' regions held in both') AS note, u.seq
    FROM best AS u
    JOIN rates AS r ON r.first_month = u.first_month AND r.last_month = u.last_month
    LEFT JOIN best AS y
        ON y.op = 'level' AND y.currency = 'CNY' AND y.region = u.region AND y.first_month = u.first_month AND y.last_month = u.last_month
        AND y.series = replace(u.series, '|USD', '|CNY')
    WHERE u.op = 'level' AND u.currency = 'USD' AND u.concept = 'trade' AND y.id IS NULL AND u.value IS NOT NULL
        AND (substr(u.region, 3, 1) <> '-' OR u.region LIKE 'CN-%')
),
-- Of trade only: its growth is of current prices. That of output and revenue is not, and implies no base.
base AS (
    SELECT
        l.op, l.concept, l.flow, l.product, l.partner, l.regime, l.measure, l.basis, l.currency, l.region,
        replace(l.period, substr(CAST(l.last_month AS VARCHAR), 1, 4), substr(CAST(l.last_month - 100 AS VARCHAR), 1, 4)) AS period,
        l.first_month - 100 AS first_month, l.last_month - 100 AS last_month, l.versus, l.scope, l.predicate,
        CAST(l.value AS DOUBLE) / nullif(1 + CAST(g.value AS DOUBLE) / 100, 0) AS value,
        CAST(l.low AS DOUBLE) / nullif(1 + CAST(g.high AS DOUBLE) / 100, 0) AS low,
        CAST(l.high AS DOUBLE) / nullif(1 + CAST(g.low AS DOUBLE) / 100, 0) AS high,
        l.unit, g.source, g.released, g.released_on, concat(l.id, ',', g.id) AS origin,
        concat('revised base: the level and growth of ', CAST(CAST(g.value AS DOUBLE) AS VARCHAR), '% published for ', l.period, ' imply it') AS note, l.seq
    FROM best AS l
    JOIN stated_rates AS g
        ON g.op = 'growth' AND g.region = l.region AND g.first_month = l.first_month AND g.last_month = l.last_month
        AND g.series = l.series AND g.value IS NOT NULL AND g.value > -90
    WHERE l.op = 'level' AND l.concept = 'trade' AND l.value > 0 AND l.versus IS NULL AND l.scope IS NULL AND g.versus IS NULL AND g.scope IS NULL
        AND l.first_month - l.first_month % 100 = l.last_month - l.last_month % 100
),
both_kinds AS (
    SELECT * FROM yuan
    UNION ALL
    SELECT * FROM base WHERE low IS NOT NULL
)
SELECT
    md5(concat_ws('|', 'derived', origin, note)) AS id, 'derived' AS load,
    md5(concat_ws('|', op, concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, ''), region,
        CAST(first_month AS VARCHAR), CAST(last_month AS VARCHAR), coalesce(versus, ''), coalesce(scope, ''), coalesce(predicate, ''), unit)) AS cell,
    op, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, versus, scope, predicate,
    -- To the hundredth, since a double's further digits differ from engine to engine.
    CAST(CAST(value AS DECIMAL(28, 2)) AS DECIMAL(28, 6)) AS value, CAST(CAST(low AS DECIMAL(28, 2)) AS DECIMAL(28, 6)) AS low,
    CAST(CAST(high AS DECIMAL(28, 2)) AS DECIMAL(28, 6)) AS high, unit,
    CAST(NULL AS DECIMAL(28, 6)) AS "precision", source, released, released_on, 'derived' AS reliability, 3 AS reliability_rank,
    CAST(NULL AS VARCHAR) AS file, CAST(NULL AS BIGINT) AS "row", note, seq,
    concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series,
    origin
FROM both_kinds;

CREATE OR REPLACE VIEW observations AS
SELECT *, CAST(NULL AS VARCHAR) AS origin FROM held
UNION ALL
SELECT
    id, load, cell, op, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, versus, scope,
    predicate, value, low, high, unit, "precision", source, released, released_on, reliability, reliability_rank, file, "row", note, seq, series,
    origin
FROM derived;

-- Where figures were derived, held and derived ones are sorted together.
CREATE OR REPLACE TABLE outdone AS
SELECT id FROM (
    SELECT
        id,
        row_number() OVER (
            PARTITION BY cell
            ORDER BY value IS NULL, reliability_rank, released_on DESC NULLS LAST, high - low NULLS LAST, seq DESC, id
        ) AS place
    FROM observations
    WHERE cell IN (SELECT cell FROM derived)
) AS ranked
WHERE place > 1;

CREATE OR REPLACE VIEW preferred AS
SELECT * FROM observations AS o
WHERE NOT EXISTS (SELECT 1 FROM beaten AS b WHERE b.id = o.id) AND NOT EXISTS (SELECT 1 FROM outdone AS d WHERE d.id = o.id);

-- Levels: the preferred one; else total from exports and imports; else the sum of a group's members. `who` tells one set of members from another,
-- so that a sum is only set against a sum of the same ones.
CREATE OR REPLACE TABLE levels AS
WITH stated AS (
    SELECT
        series, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, value, low, high,
        unit, id AS observations, CASE WHEN reliability = 'derived' THEN 'derived' ELSE 'published' END AS how, reliability_rank, released_on
    FROM preferred
    WHERE op = 'level' AND scope IS NULL AND versus IS NULL
),
flows AS (
    SELECT
        t.series, e.concept, 'total' AS flow, e.product, e.partner, e.regime, e.measure, e.basis, e.currency, e.region, e.period, e.first_month,
        e.last_month, e.value + i.value AS value, e.low + i.low AS low, e.high + i.high AS high, e.unit,
        concat(e.observations, ',', i.observations) AS observations, 'sum' AS how, greatest(e.reliability_rank, i.reliability_rank) AS reliability_rank,
        greatest(e.released_on, i.released_on) AS released_on
    FROM stated AS e
    JOIN stated AS i
        ON i.flow = 'import' AND i.region = e.region AND i.first_month = e.first_month AND i.last_month = e.last_month
        AND replace(i.series, '|import|', '|export|') = e.series
    CROSS JOIN LATERAL (SELECT replace(e.series, '|export|', '|total|') AS series) AS t
    LEFT JOIN stated AS held_total
        ON held_total.series = t.series AND held_total.region = e.region AND held_total.first_month = e.first_month
        AND held_total.last_month = e.last_month
    WHERE e.flow = 'export' AND held_total.region IS NULL
)
SELECT *, 1 AS held, 1 AS members, CAST(0 AS BIGINT) AS who FROM stated
UNION ALL
SELECT *, 1 AS held, 1 AS members, CAST(0 AS BIGINT) AS who FROM flows;

CREATE OR REPLACE VIEW single_levels AS
SELECT
    series, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, value, low, high, unit,
    observations, how, reliability_rank, released_on
FROM levels
WHERE who = 0;

CREATE OR REPLACE VIEW reckoned AS
WITH told AS (
    SELECT region, series, first_month, last_month, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, id AS observations, TRUE AS published
    FROM stated_rates
    WHERE op = 'growth' AND scope IS NULL AND versus IS NULL
),
computed AS (
    SELECT
        l.region, l.series, l.first_month, l.last_month,
        100 * (CAST(l.low AS DOUBLE) / nullif(CAST(CASE WHEN l.low < 0 THEN b.low ELSE b.high END AS DOUBLE), 0) - 1) AS low,
        100 * (CAST(l.high AS DOUBLE) / nullif(CAST(CASE WHEN l.high < 0 THEN b.high ELSE b.low END AS DOUBLE), 0) - 1) AS high,
        concat(l.observations, ',', b.observations) AS observations, FALSE AS published
    FROM levels AS l
    JOIN levels AS b
        ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100 AND b.unit = l.unit
        AND b.who = l.who AND b.low > 0 AND l.held = l.members
    LEFT JOIN told AS t ON t.region = l.region AND t.series = l.series AND t.first_month = l.first_month AND t.last_month = l.last_month
    WHERE t.region IS NULL
)
SELECT region, series, first_month, last_month, low, high, observations, published FROM told
UNION ALL
SELECT region, series, first_month, last_month, low, high, observations, published FROM computed WHERE low IS NOT NULL OR high IS NOT NULL;
