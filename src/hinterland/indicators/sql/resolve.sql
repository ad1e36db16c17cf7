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
-- The levels that each figure is made of, found in one go: of the subject now and in the base period, and of its whole; for a balance, of exports and imports.
parts AS (
    SELECT need, 'now' AS part, CASE op WHEN 'balance' THEN export_series ELSE series END AS series, region, first_month, last_month
    FROM asked
    WHERE op NOT IN ('count', 'rank')
    UNION ALL
    SELECT need, 'base', series, region, b_first, b_last FROM asked WHERE op IN ('growth', 'cagr', 'multiple', 'contribution')
    UNION ALL
    SELECT need, 'base', import_series, region, first_month, last_month FROM asked WHERE op = 'balance'
    UNION ALL
    SELECT need, 'whole', CASE WHEN versus IS NULL THEN whole_series ELSE series END, coalesce(versus, region), first_month, last_month
    FROM asked
    WHERE op IN ('share', 'contribution')
    UNION ALL
    SELECT need, 'whole-base', CASE WHEN versus IS NULL THEN whole_series ELSE series END, coalesce(versus, region), b_first, b_last
    FROM asked
    WHERE op = 'contribution'
),
found AS (
    SELECT p.need, p.part, l.value, l.low, l.high, l.unit, l.observations, l.how, l.held, l.members, l.who
    FROM parts AS p
    JOIN levels AS l ON l.series = p.series AND l.region = p.region AND l.first_month = p.first_month AND l.last_month = p.last_month
),
sides AS (
    SELECT
        need, unit,
        max(CASE WHEN part = 'now' THEN value END) AS n_value, max(CASE WHEN part = 'now' THEN low END) AS n_low,
        max(CASE WHEN part = 'now' THEN high END) AS n_high, max(CASE WHEN part = 'now' THEN observations END) AS n_observations,
        max(CASE WHEN part = 'now' THEN how END) AS n_how, max(CASE WHEN part = 'now' THEN held END) AS n_held,
        max(CASE WHEN part = 'now' THEN members END) AS n_members, max(CASE WHEN part = 'now' THEN who END) AS n_who,
        max(CASE WHEN part = 'base' THEN value END) AS b_value, max(CASE WHEN part = 'base' THEN low END) AS b_low,
        max(CASE WHEN part = 'base' THEN high END) AS b_high, max(CASE WHEN part = 'base' THEN observations END) AS b_observations,
        max(CASE WHEN part = 'base' THEN who END) AS b_who,
        max(CASE WHEN part = 'whole' THEN value END) AS w_value, max(CASE WHEN part = 'whole' THEN low END) AS w_low,
        max(CASE WHEN part = 'whole' THEN high END) AS w_high, max(CASE WHEN part = 'whole' THEN observations END) AS w_observations,
        max(CASE WHEN part = 'whole' THEN who END) AS w_who, bool_and(part <> 'whole' OR held = members) AS whole_complete,
        max(CASE WHEN part = 'whole-base' THEN value END) AS v_value, max(CASE WHEN part = 'whole-base' THEN low END) AS v_low,
        max(CASE WHEN part = 'whole-base' THEN high END) AS v_high, max(CASE WHEN part = 'whole-base' THEN observations END) AS v_observations,
        max(CASE WHEN part = 'whole-base' THEN who END) AS v_who
    FROM found
    GROUP BY need, unit
),
ratios AS (
    SELECT
        a.op, a.last_month, a.b_last, s.*, CAST(s.n_value AS DOUBLE) / nullif(CAST(s.b_value AS DOUBLE), 0) AS value,
        CAST(s.n_low AS DOUBLE) / nullif(CAST(CASE WHEN s.n_low < 0 THEN s.b_low ELSE s.b_high END AS DOUBLE), 0) AS low,
        CAST(s.n_high AS DOUBLE) / nullif(CAST(CASE WHEN s.n_high < 0 THEN s.b_high ELSE s.b_low END AS DOUBLE), 0) AS high,
        1.0 / nullif(CAST((a.last_month - a.b_last) / 100 AS DOUBLE), 0) AS root
    FROM asked AS a
    JOIN sides AS s ON s.need = a.need
    LEFT JOIN derived AS d ON a.op = 'growth' AND d.id = s.b_observations AND d.origin LIKE '%,%'
    WHERE s.n_how IS NOT NULL
        AND CASE a.op
            WHEN 'level' THEN TRUE
            -- A base that a growth rate implied (one of two origins) would only give that rate back.
            WHEN 'growth' THEN s.b_low > 0 AND s.b_who = s.n_who AND d.id IS NULL
            WHEN 'multiple' THEN s.b_low > 0 AND s.b_who = s.n_who
            WHEN 'cagr' THEN s.b_low > 0 AND s.b_who = s.n_who AND s.n_low > 0
            WHEN 'share' THEN s.w_low > 0 AND (coalesce(a.versus, a.region) <> a.region OR s.w_who = s.n_who)
            WHEN 'contribution' THEN s.b_who = s.n_who AND s.v_who = s.w_who AND s.w_low > s.v_high
            WHEN 'balance' THEN s.b_who = s.n_who
            ELSE FALSE
        END
),
-- `complete` tells that every member of every sum was held. A low end below zero is smallest over the smallest base, any other over the largest.
computed AS (
    SELECT
        need,
        CASE op
            WHEN 'level' THEN CAST(n_value AS DOUBLE) WHEN 'growth' THEN 100 * (value - 1) WHEN 'multiple' THEN value
            WHEN 'cagr' THEN 100 * (power(value, root) - 1) WHEN 'share' THEN 100 * CAST(n_value AS DOUBLE) / nullif(CAST(w_value AS DOUBLE), 0)
            WHEN 'contribution' THEN 100 * CAST(n_value - b_value AS DOUBLE) / nullif(CAST(w_value - v_value AS DOUBLE), 0)
            WHEN 'balance' THEN CAST(n_value - b_value AS DOUBLE)
        END AS value,
        CASE op
            WHEN 'level' THEN CAST(n_low AS DOUBLE) WHEN 'growth' THEN 100 * (low - 1) WHEN 'multiple' THEN low
            WHEN 'cagr' THEN 100 * (power(low, root) - 1)
            WHEN 'share' THEN 100 * CAST(n_low AS DOUBLE) / nullif(CAST(CASE WHEN n_low < 0 THEN w_low ELSE w_high END AS DOUBLE), 0)
            WHEN 'contribution' THEN
                100 * CAST(n_low - b_high AS DOUBLE) / nullif(CAST(CASE WHEN n_low - b_high >= 0 THEN w_high - v_low ELSE w_low - v_high END AS DOUBLE), 0)
            WHEN 'balance' THEN CAST(n_low - b_high AS DOUBLE)
        END AS low,
        CASE op
            WHEN 'level' THEN CAST(n_high AS DOUBLE) WHEN 'growth' THEN 100 * (high - 1) WHEN 'multiple' THEN high
            WHEN 'cagr' THEN 100 * (power(high, root) - 1)
            WHEN 'share' THEN 100 * CAST(n_high AS DOUBLE) / nullif(CAST(CASE WHEN n_high < 0 THEN w_high ELSE w_low END AS DOUBLE), 0)
            WHEN 'contribution' THEN
                100 * CAST(n_high - b_low AS DOUBLE) / nullif(CAST(CASE WHEN n_high - b_low >= 0 THEN w_low - v_high ELSE w_high - v_low END AS DOUBLE), 0)
            WHEN 'balance' THEN CAST(n_high - b_low AS DOUBLE)
        END AS high,
        CASE WHEN op IN ('level', 'balance') THEN unit WHEN op = 'multiple' THEN 'ratio' ELSE 'percent' END AS unit,
        concat_ws(',', n_observations, b_observations, w_observations, v_observations) AS observations,
        CASE op WHEN 'level' THEN n_how ELSE 'computed' END AS how, n_held AS held, n_members AS members, n_held = n_members AND whole_complete AS complete
    FROM ratios
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
