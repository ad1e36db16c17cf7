-- From held figures to levels that can be asked for.
--
-- paired        each published growth rate of trade with the level of its own vintage
-- derived       levels nobody published as such: the country's currency from the second one at the year's rate, and the revised base that a published level and growth imply
-- changes       the change over a year that a level and the growth published with it give; those of groups are added when they are asked for (`groups.sql`)
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

-- The year's rate: a country's currency over the second one of its figures (yuan over dollars), in the regions held in both. Pairs over one percent from the weighted rate mix vintages and are left out;
-- the ends are the lowest and the highest that remain, so the spread widens what is derived.
CREATE OR REPLACE TABLE rates AS
WITH pairs AS (
    SELECT
        h.currency, h.second, y.first_month, y.last_month, y.value AS own, u.value AS other,
        CAST(y.low AS DOUBLE) / nullif(CAST(u.high AS DOUBLE), 0) AS low,
        CAST(y.high AS DOUBLE) / nullif(CAST(u.low AS DOUBLE), 0) AS high
    FROM best AS y
    JOIN homes AS h ON h.region = y.region AND h.second IS NOT NULL
    JOIN best AS u
        ON u.region = y.region AND u.first_month = y.first_month AND u.last_month = y.last_month
        AND u.op = 'level' AND u.currency = h.second AND u.concept = 'trade' AND u.flow = 'total' AND u.product = 'all'
        AND u.partner = 'world' AND u.regime = 'all' AND u.measure = 'value' AND u.basis = h.basis_total
    WHERE y.op = 'level' AND y.currency = h.currency AND y.concept = 'trade' AND y.flow = 'total' AND y.product = 'all'
        AND y.partner = 'world' AND y.regime = 'all' AND y.measure = 'value' AND y.basis = h.basis_total
        AND y.value > 0 AND u.value > 0
),
weighted AS (
    SELECT currency, second, first_month, last_month, CAST(sum(own) AS DOUBLE) / nullif(CAST(sum(other) AS DOUBLE), 0) AS rate
    FROM pairs
    GROUP BY currency, second, first_month, last_month
)
SELECT w.currency, w.second, w.first_month, w.last_month, w.rate, min(p.low) AS low, max(p.high) AS high, count(*) AS pairs
FROM weighted AS w
JOIN pairs AS p
    ON p.currency = w.currency AND p.second = w.second AND p.first_month = w.first_month AND p.last_month = w.last_month
    AND p.low > w.rate * 0.99 AND p.high < w.rate * 1.01
GROUP BY w.currency, w.second, w.first_month, w.last_month, w.rate
HAVING count(*) >= 5;

-- Published growth goes with the level of its own vintage: that of the same source, else of the nearest release within 400 days; of the levels that meet
-- it, the preferred one, which may have more digits. Of trade only: its growth is of current prices. That of output and revenue is not, and implies no base.
CREATE OR REPLACE TABLE paired AS
WITH offered AS (
    SELECT
        l.id AS level_id, g.id AS rate_id, l.op, l.concept, l.flow, l.product, l.partner, l.regime, l.measure, l.basis, l.currency, l.region, l.period,
        l.first_month, l.last_month, l.predicate, l.unit, l.seq, l.series, l.reliability_rank, l.released_on, CAST(l.value AS DOUBLE) AS value,
        CAST(l.low AS DOUBLE) AS low, CAST(l.high AS DOUBLE) AS high, CAST(g.value AS DOUBLE) AS rate, CAST(g.low AS DOUBLE) AS rate_low,
        CAST(g.high AS DOUBLE) AS rate_high, g.source AS rate_source, g.released AS rate_released, g.released_on AS rate_released_on,
        row_number() OVER (
            PARTITION BY g.id
            ORDER BY
                CASE WHEN l.source = g.source THEN 0 ELSE 1 END, abs(date_diff('day', l.released_on, g.released_on)) NULLS LAST, l.reliability_rank,
                l.released_on DESC NULLS LAST, l.high - l.low NULLS LAST, l.seq DESC, l.id
        ) AS distance
    FROM held AS l
    JOIN stated_rates AS g
        ON g.op = 'growth' AND g.region = l.region AND g.first_month = l.first_month AND g.last_month = l.last_month
        AND g.series = l.series AND g.value IS NOT NULL AND g.low > -90 AND g.versus IS NULL AND g.scope IS NULL
    WHERE l.op = 'level' AND l.concept = 'trade' AND l.low > 0 AND l.high IS NOT NULL AND l.value IS NOT NULL AND l.versus IS NULL AND l.scope IS NULL
        AND l.first_month - l.first_month % 100 = l.last_month - l.last_month % 100
        AND (l.source = g.source OR coalesce(abs(date_diff('day', l.released_on, g.released_on)), 0) <= 400)
),
ranked AS (
    SELECT
        o.*,
        row_number() OVER (
            PARTITION BY o.rate_id
            ORDER BY o.reliability_rank, o.released_on DESC NULLS LAST, o.high - o.low NULLS LAST, o.seq DESC, o.level_id
        ) AS place
    FROM offered AS o
    JOIN (SELECT rate_id, low, high FROM offered WHERE distance = 1) AS n ON n.rate_id = o.rate_id
    WHERE o.low <= n.high AND n.low <= o.high
)
SELECT * FROM ranked WHERE place = 1;

CREATE OR REPLACE TABLE derived AS
WITH exchanged AS (
    SELECT
        u.op, u.concept, u.flow, u.product, u.partner, u.regime, u.measure, u.basis, h.currency, u.region, u.period, u.first_month,
        u.last_month, u.versus, u.scope, u.predicate, CAST(u.value AS DOUBLE) * r.rate AS value, CAST(u.low AS DOUBLE) * r.low AS low,
        CAST(u.high AS DOUBLE) * r.high AS high, h.currency AS unit, u.source, u.released, u.released_on, u.id AS origin,
        concat(h.currency_name, ' from ', CAST(CAST(u.value / 1000000000 AS DECIMAL(18, 3)) AS VARCHAR), ' billion ', h.second_name, ' at the rate ', CAST(round(r.rate, 4) AS VARCHAR), ' of the ',
               CAST(r.pairs AS VARCHAR), ' regions held in both') AS note, u.seq
    FROM best AS u
    JOIN homes AS h ON h.region = u.region AND h.second = u.currency
    JOIN rates AS r ON r.currency = h.currency AND r.second = h.second AND r.first_month = u.first_month AND r.last_month = u.last_month
    LEFT JOIN best AS y
        ON y.op = 'level' AND y.currency = h.currency AND y.region = u.region AND y.first_month = u.first_month AND y.last_month = u.last_month
        AND y.series = replace(u.series, concat('|', h.second), concat('|', h.currency))
    WHERE u.op = 'level' AND u.concept = 'trade' AND y.id IS NULL AND u.value IS NOT NULL
),
base AS (
    SELECT
        op, concept, flow, product, partner, regime, measure, basis, currency, region,
        replace(period, substr(CAST(last_month AS VARCHAR), 1, 4), substr(CAST(last_month - 100 AS VARCHAR), 1, 4)) AS period,
        first_month - 100 AS first_month, last_month - 100 AS last_month, CAST(NULL AS VARCHAR) AS versus, CAST(NULL AS VARCHAR) AS scope, predicate,
        value / nullif(1 + rate / 100, 0) AS value, low / nullif(1 + rate_high / 100, 0) AS low, high / nullif(1 + rate_low / 100, 0) AS high,
        unit, rate_source AS source, rate_released AS released, rate_released_on AS released_on, concat(level_id, ',', rate_id) AS origin,
        concat('revised base: the level and growth of ', CAST(rate AS VARCHAR), '% published for ', period, ' imply it') AS note, seq
    FROM paired
),
both_kinds AS (
    SELECT * FROM exchanged
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

-- What rose by g percent to the level n rose by n g / (100 + g): the revised base that the two imply is of their vintage, and rounding counts once.
-- `ratio` is the level over the base; `base_observations` name the base alone, `observations` the level, its base and the rate; `revised` tells that all bases are so.
CREATE OR REPLACE TABLE changes AS
SELECT
    p.series, p.region, p.first_month, p.last_month, p.unit, CAST(d.value AS DOUBLE) AS base_value, CAST(d.low AS DOUBLE) AS base_low,
    CAST(d.high AS DOUBLE) AS base_high, p.value * p.rate / nullif(100 + p.rate, 0) AS change_value,
    CASE WHEN p.rate_low < 0 THEN p.high ELSE p.low END * p.rate_low / nullif(100 + p.rate_low, 0) AS change_low,
    CASE WHEN p.rate_high < 0 THEN p.low ELSE p.high END * p.rate_high / nullif(100 + p.rate_high, 0) AS change_high,
    1 + p.rate / 100 AS ratio_value, 1 + p.rate_low / 100 AS ratio_low, 1 + p.rate_high / 100 AS ratio_high,
    concat_ws(',', p.level_id, d.id, p.rate_id) AS observations, d.id AS base_observations, 1 AS held, 1 AS members, CAST(0 AS BIGINT) AS who, TRUE AS revised
FROM paired AS p
JOIN derived AS d ON d.origin = concat(p.level_id, ',', p.rate_id)
WHERE p.rate_low IS NOT NULL AND p.rate_high IS NOT NULL;

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
SELECT
    series, concept, flow, product, partner, regime, measure, basis, currency, region, period, first_month, last_month, value, low, high, unit,
    id AS observations, CASE WHEN reliability = 'derived' THEN 'derived' ELSE 'published' END AS how, reliability_rank, released_on, 1 AS held, 1 AS members,
    CAST(0 AS BIGINT) AS who
FROM preferred
WHERE op = 'level' AND scope IS NULL AND versus IS NULL;

INSERT INTO levels
SELECT
    replace(e.series, '|export|', '|total|') AS series, e.concept, 'total' AS flow, e.product, e.partner, e.regime, e.measure, e.basis, e.currency, e.region,
    e.period, e.first_month, e.last_month, e.value + i.value AS value, e.low + i.low AS low, e.high + i.high AS high, e.unit,
    concat(e.observations, ',', i.observations) AS observations, 'sum' AS how, greatest(e.reliability_rank, i.reliability_rank) AS reliability_rank,
    greatest(e.released_on, i.released_on) AS released_on, 1 AS held, 1 AS members, CAST(0 AS BIGINT) AS who
FROM levels AS e
JOIN levels AS i
    ON i.flow = 'import' AND i.region = e.region AND i.first_month = e.first_month AND i.last_month = e.last_month
    AND i.unit = e.unit AND replace(i.series, '|import|', '|export|') = e.series
LEFT JOIN levels AS held_total
    ON held_total.flow = 'total' AND held_total.series = replace(e.series, '|export|', '|total|') AND held_total.region = e.region
    AND held_total.first_month = e.first_month AND held_total.last_month = e.last_month
WHERE e.flow = 'export' AND held_total.region IS NULL;

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
        100 * (coalesce(c.ratio_low, CAST(l.low AS DOUBLE) / nullif(CAST(CASE WHEN l.low < 0 THEN b.low ELSE b.high END AS DOUBLE), 0)) - 1) AS low,
        100 * (coalesce(c.ratio_high, CAST(l.high AS DOUBLE) / nullif(CAST(CASE WHEN l.high < 0 THEN b.high ELSE b.low END AS DOUBLE), 0)) - 1) AS high,
        coalesce(c.observations, concat(l.observations, ',', b.observations)) AS observations, FALSE AS published
    FROM levels AS l
    JOIN levels AS b
        ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100 AND b.unit = l.unit
        AND b.who = l.who AND b.low > 0 AND l.held = l.members
    LEFT JOIN told AS t ON t.region = l.region AND t.series = l.series AND t.first_month = l.first_month AND t.last_month = l.last_month
    LEFT JOIN changes AS c
        ON c.region = l.region AND c.series = l.series AND c.first_month = l.first_month AND c.last_month = l.last_month AND c.who = l.who
    WHERE t.region IS NULL
)
SELECT region, series, first_month, last_month, low, high, observations, published FROM told
UNION ALL
SELECT region, series, first_month, last_month, low, high, observations, published FROM computed WHERE low IS NOT NULL OR high IS NOT NULL;
