-- Answer a table of needs: one row a need, the figure as published and the figure as computed from levels, each with its ends and observations.
-- A published growth rate is an observation of its own (it uses the revised base); the computed one is shown beside it and called derived.
WITH asked AS (
    SELECT
        *,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series,
        concat_ws('|', concept, CASE WHEN product = 'all' AND partner = 'world' AND regime = 'all' AND flow IS NOT NULL THEN 'total' ELSE coalesce(flow, '') END,
            'all', 'world', 'all', 'value', coalesce(basis, ''), coalesce(currency, '')) AS whole_series,
        concat_ws('|', concept, 'export', product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS export_series,
        concat_ws('|', concept, 'import', product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS import_series,
        coalesce(base_first, first_month - 100) AS b_first,
        coalesce(base_last, last_month - 100) AS b_last
    FROM needs
),
published AS (
    SELECT a.need, p.value, p.low, p.high, p.unit, p.id AS observations
    FROM asked AS a
    JOIN stated_rates AS p
        ON p.op = a.op AND p.series = a.series AND p.region = a.region
        AND p.last_month = a.last_month
        AND p.first_month = CASE WHEN a.op IN ('cagr') THEN a.b_first + 100 ELSE a.first_month END
        AND coalesce(p.versus, '') = coalesce(a.versus, '')
        AND p.scope IS NULL
        AND (a.op NOT IN ('growth', 'multiple', 'contribution') OR (a.b_first = a.first_month - 100 AND a.b_last = a.last_month - 100))
    WHERE a.op <> 'level'
),
now_level AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l ON l.series = a.series AND l.region = a.region AND l.first_month = a.first_month AND l.last_month = a.last_month
    WHERE a.op NOT IN ('balance', 'count', 'rank')
),
base_level AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l ON l.series = a.series AND l.region = a.region AND l.first_month = a.b_first AND l.last_month = a.b_last
    WHERE a.op IN ('growth', 'cagr', 'multiple', 'contribution')
),
whole_level AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l
        ON l.series = CASE WHEN a.versus IS NULL THEN a.whole_series ELSE a.series END
        AND l.region = coalesce(a.versus, a.region) AND l.first_month = a.first_month AND l.last_month = a.last_month
    WHERE a.op IN ('share', 'contribution')
),
whole_base AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l
        ON l.series = CASE WHEN a.versus IS NULL THEN a.whole_series ELSE a.series END
        AND l.region = coalesce(a.versus, a.region) AND l.first_month = a.b_first AND l.last_month = a.b_last
    WHERE a.op = 'contribution'
),
exports AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l ON l.series = a.export_series AND l.region = a.region AND l.first_month = a.first_month AND l.last_month = a.last_month
    WHERE a.op = 'balance'
),
imports AS (
    SELECT a.need, l.* FROM asked AS a
    JOIN levels AS l ON l.series = a.import_series AND l.region = a.region AND l.first_month = a.first_month AND l.last_month = a.last_month
    WHERE a.op = 'balance'
),
ratios AS (
    SELECT
        n.need, CAST(n.value AS DOUBLE) / nullif(CAST(b.value AS DOUBLE), 0) AS value,
        CAST(n.low AS DOUBLE) / nullif(CAST(CASE WHEN n.low < 0 THEN b.low ELSE b.high END AS DOUBLE), 0) AS low,
        CAST(n.high AS DOUBLE) / nullif(CAST(CASE WHEN n.high < 0 THEN b.high ELSE b.low END AS DOUBLE), 0) AS high,
        concat(n.observations, ',', b.observations) AS observations, b.observations AS base_observations, n.low AS now_low, n.held, n.members,
        n.held = n.members AS complete
    FROM now_level AS n
    JOIN base_level AS b ON b.need = n.need AND b.unit = n.unit AND b.low > 0 AND b.who = n.who
),
-- `complete` tells that every member of every sum was held. A low end below zero is smallest over the smallest base, any other over the largest.
computed AS (
    SELECT
        need, CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, unit, observations, how, held, members,
        held = members AS complete
    FROM now_level
    WHERE need IN (SELECT need FROM asked WHERE op = 'level')
    UNION ALL
    SELECT
        need, 100 * (value - 1), 100 * (low - 1), 100 * (high - 1), 'percent', observations, 'computed', held, members, complete
    FROM ratios
    WHERE need IN (SELECT need FROM asked WHERE op = 'growth')
        -- A base that a growth rate implied (one of two origins) would only give that rate back.
        AND base_observations NOT IN (SELECT id FROM derived WHERE origin LIKE '%,%')
    UNION ALL
    SELECT need, value, low, high, 'ratio', observations, 'computed', held, members, complete
    FROM ratios
    WHERE need IN (SELECT need FROM asked WHERE op = 'multiple')
    UNION ALL
    SELECT
        r.need, 100 * (power(r.value, 1.0 / nullif(y.years, 0)) - 1), 100 * (power(r.low, 1.0 / nullif(y.years, 0)) - 1),
        100 * (power(r.high, 1.0 / nullif(y.years, 0)) - 1), 'percent', r.observations, 'computed', r.held, r.members, r.complete
    FROM ratios AS r
    JOIN (SELECT need, CAST((last_month - b_last) / 100 AS DOUBLE) AS years FROM asked WHERE op = 'cagr') AS y ON y.need = r.need
    WHERE r.now_low > 0
    UNION ALL
    SELECT
        n.need, 100 * CAST(n.value AS DOUBLE) / nullif(CAST(w.value AS DOUBLE), 0),
        100 * CAST(n.low AS DOUBLE) / nullif(CAST(CASE WHEN n.low < 0 THEN w.low ELSE w.high END AS DOUBLE), 0),
        100 * CAST(n.high AS DOUBLE) / nullif(CAST(CASE WHEN n.high < 0 THEN w.high ELSE w.low END AS DOUBLE), 0),
        'percent', concat(n.observations, ',', w.observations), 'computed', n.held, n.members, n.held = n.members AND w.held = w.members
    FROM now_level AS n
    JOIN whole_level AS w ON w.need = n.need AND w.unit = n.unit AND w.low > 0 AND (w.region <> n.region OR w.who = n.who)
    WHERE n.need IN (SELECT need FROM asked WHERE op = 'share')
    UNION ALL
    SELECT
        n.need, 100 * CAST(n.value - b.value AS DOUBLE) / nullif(CAST(w.value - v.value AS DOUBLE), 0),
        100 * CASE WHEN n.low - b.high >= 0 THEN CAST(n.low - b.high AS DOUBLE) / nullif(CAST(w.high - v.low AS DOUBLE), 0)
                   ELSE CAST(n.low - b.high AS DOUBLE) / nullif(CAST(w.low - v.high AS DOUBLE), 0) END,
        100 * CASE WHEN n.high - b.low >= 0 THEN CAST(n.high - b.low AS DOUBLE) / nullif(CAST(w.low - v.high AS DOUBLE), 0)
                   ELSE CAST(n.high - b.low AS DOUBLE) / nullif(CAST(w.high - v.low AS DOUBLE), 0) END,
        'percent', concat(n.observations, ',', b.observations, ',', w.observations, ',', v.observations), 'computed', n.held, n.members,
        n.held = n.members AND w.held = w.members
    FROM now_level AS n
    JOIN base_level AS b ON b.need = n.need AND b.unit = n.unit AND b.who = n.who
    JOIN whole_level AS w ON w.need = n.need AND w.unit = n.unit
    JOIN whole_base AS v ON v.need = n.need AND v.unit = n.unit AND v.who = w.who AND w.low > v.high
    WHERE n.need IN (SELECT need FROM asked WHERE op = 'contribution')
    UNION ALL
    SELECT
        e.need, CAST(e.value - i.value AS DOUBLE), CAST(e.low - i.high AS DOUBLE), CAST(e.high - i.low AS DOUBLE), e.unit,
        concat(e.observations, ',', i.observations), 'computed', e.held, e.members, e.held = e.members
    FROM exports AS e
    JOIN imports AS i ON i.need = e.need AND i.unit = e.unit AND i.who = e.who
)
SELECT
    a.need, a.region, a.op, a.first_month, a.last_month,
    CAST(p.value AS DOUBLE) AS published, CAST(p.low AS DOUBLE) AS published_low, CAST(p.high AS DOUBLE) AS published_high, p.unit AS published_unit,
    p.observations AS published_from, c.value AS computed, c.low AS computed_low, c.high AS computed_high, c.unit AS computed_unit,
    c.observations AS computed_from, c.how, c.held, c.members, c.complete
FROM asked AS a
LEFT JOIN published AS p ON p.need = a.need
LEFT JOIN computed AS c ON c.need = a.need
ORDER BY a.need
