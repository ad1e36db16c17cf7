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
-- A change over one year is that of a level and the growth published with it. One over more years starts from the base that the growth published for the
-- year after it implies, since that is what later figures are of. Growth that was published is computed from the levels held, to be shown beside it.
-- Of a share, `late` is a side that is held as revised: a level that came after that of its own growth and is another. The other side is then the revised base
-- as well. A side that is `implied` by later figures is no level that anybody printed: the other stays as held, and the share is of two vintages.
stood AS (
    SELECT
        p.need, p.part, a.op, p.series, p.region, p.first_month, p.last_month, l.value, l.low, l.high, l.unit, l.observations, l.how, l.held, l.members, l.who,
        p.part IN ('base', 'whole-base') AND (a.op IN ('cagr', 'multiple', 'contribution') OR a.op = 'growth' AND (l.who <> 0 OR a.b_first < a.first_month - 100))
            AS moved,
        a.op = 'share' AND coalesce(d.origin LIKE '%,%', FALSE) AS implied,
        a.op = 'share' AND coalesce((l.low > f.high OR l.high < f.low) AND l.released_on > f.released_on, FALSE) AS late
    FROM parts AS p
    JOIN asked AS a ON a.need = p.need
    JOIN levels AS l ON l.series = p.series AND l.region = p.region AND l.first_month = p.first_month AND l.last_month = p.last_month
    LEFT JOIN derived AS d ON a.op = 'share' AND l.how = 'derived' AND d.id = l.observations
    LEFT JOIN paired AS f
        ON a.op = 'share' AND l.how = 'published' AND f.series = l.series AND f.region = l.region AND f.first_month = l.first_month
        AND f.last_month = l.last_month
),
mixed AS (
    SELECT need, unit, bool_or(late) AS late
    FROM stood
    WHERE op = 'share'
    GROUP BY need, unit
    HAVING bool_or(late OR implied) AND NOT bool_and(late OR implied)
),
found AS (
    SELECT
        s.need, s.part, CASE WHEN r.region IS NULL THEN s.value ELSE CAST(r.base_value AS DECIMAL(28, 6)) END AS value,
        CASE WHEN r.region IS NULL THEN s.low ELSE CAST(r.base_low AS DECIMAL(28, 6)) END AS low,
        CASE WHEN r.region IS NULL THEN s.high ELSE CAST(r.base_high AS DECIMAL(28, 6)) END AS high, s.unit,
        coalesce(r.base_observations, s.observations) AS observations, s.how, s.held, s.members, s.who
    FROM stood AS s
    LEFT JOIN mixed AS m ON m.need = s.need AND m.unit = s.unit
    LEFT JOIN changes AS r
        ON (s.moved OR m.late AND NOT s.late AND NOT s.implied) AND r.series = s.series AND r.region = s.region AND r.first_month = s.first_month + 100
        AND r.last_month = s.last_month + 100 AND r.unit = s.unit AND r.who = s.who
),
years AS (
    SELECT
        a.need, y.unit, max(CASE WHEN p.part = 'now' THEN y.change_value END) AS c_value, max(CASE WHEN p.part = 'now' THEN y.change_low END) AS c_low,
        max(CASE WHEN p.part = 'now' THEN y.change_high END) AS c_high, max(CASE WHEN p.part = 'now' THEN y.ratio_value END) AS r_value,
        max(CASE WHEN p.part = 'now' THEN y.ratio_low END) AS r_low, max(CASE WHEN p.part = 'now' THEN y.ratio_high END) AS r_high,
        max(CASE WHEN p.part = 'now' THEN y.observations END) AS c_observations, max(CASE WHEN p.part = 'now' THEN y.who END) AS c_who,
        max(CASE WHEN p.part = 'whole' THEN y.change_value END) AS d_value, max(CASE WHEN p.part = 'whole' THEN y.change_low END) AS d_low,
        max(CASE WHEN p.part = 'whole' THEN y.change_high END) AS d_high, max(CASE WHEN p.part = 'whole' THEN y.observations END) AS d_observations
    FROM asked AS a
    JOIN parts AS p ON p.need = a.need AND p.part IN ('now', 'whole')
    JOIN changes AS y ON y.series = p.series AND y.region = p.region AND y.first_month = p.first_month AND y.last_month = p.last_month
    WHERE a.op IN ('growth', 'cagr', 'multiple', 'contribution') AND a.b_first = a.first_month - 100 AND a.b_last = a.last_month - 100
        AND (a.op <> 'growth' OR y.who <> 0)
    GROUP BY a.need, y.unit
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
-- Every change and ratio once, from a level and its growth where both were published, else between the levels found.
moves AS (
    SELECT
        a.op, a.versus, a.region, a.first_month, a.last_month, a.b_first, a.b_last, s.*,
        coalesce(y.c_value, CAST(s.n_value - s.b_value AS DOUBLE)) AS c_value, coalesce(y.c_low, CAST(s.n_low - s.b_high AS DOUBLE)) AS c_low,
        coalesce(y.c_high, CAST(s.n_high - s.b_low AS DOUBLE)) AS c_high, coalesce(y.d_value, CAST(s.w_value - s.v_value AS DOUBLE)) AS d_value,
        coalesce(y.d_low, CAST(s.w_low - s.v_high AS DOUBLE)) AS d_low, coalesce(y.d_high, CAST(s.w_high - s.v_low AS DOUBLE)) AS d_high,
        coalesce(y.r_value, CAST(s.n_value AS DOUBLE) / nullif(CAST(s.b_value AS DOUBLE), 0)) AS value,
        coalesce(y.r_low, CAST(s.n_low AS DOUBLE) / nullif(CAST(CASE WHEN s.n_low < 0 THEN s.b_low ELSE s.b_high END AS DOUBLE), 0)) AS low,
        coalesce(y.r_high, CAST(s.n_high AS DOUBLE) / nullif(CAST(CASE WHEN s.n_high < 0 THEN s.b_high ELSE s.b_low END AS DOUBLE), 0)) AS high,
        coalesce(y.c_observations, concat_ws(',', s.n_observations, s.b_observations)) AS c_observations,
        coalesce(y.d_observations, concat_ws(',', s.w_observations, s.v_observations)) AS d_observations,
        1.0 / nullif(CAST((a.last_month - a.b_last) / 100 AS DOUBLE), 0) AS root
    FROM asked AS a
    JOIN sides AS s ON s.need = a.need
    LEFT JOIN years AS y ON y.need = a.need AND y.unit = s.unit AND coalesce(y.c_who, s.n_who) = s.n_who
    WHERE s.n_how IS NOT NULL
),
ratios AS (
    SELECT m.*
    FROM moves AS m
    LEFT JOIN derived AS d ON m.op = 'growth' AND m.b_first = m.first_month - 100 AND d.id = m.b_observations AND d.origin LIKE '%,%'
    WHERE CASE m.op
        WHEN 'level' THEN TRUE
        -- A base that a growth rate implied (one of two origins) would only give that rate back.
        WHEN 'growth' THEN m.b_low > 0 AND m.b_who = m.n_who AND d.id IS NULL
        WHEN 'multiple' THEN m.b_low > 0 AND m.b_who = m.n_who
        WHEN 'cagr' THEN m.b_low > 0 AND m.b_who = m.n_who AND m.n_low > 0
        WHEN 'share' THEN m.w_low > 0 AND (coalesce(m.versus, m.region) <> m.region OR m.w_who = m.n_who)
        WHEN 'contribution' THEN m.b_who = m.n_who AND m.v_who = m.w_who AND m.d_low > 0
        WHEN 'balance' THEN m.b_who = m.n_who
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
            WHEN 'contribution' THEN 100 * c_value / nullif(d_value, 0)
            WHEN 'balance' THEN CAST(n_value - b_value AS DOUBLE)
        END AS value,
        CASE op
            WHEN 'level' THEN CAST(n_low AS DOUBLE) WHEN 'growth' THEN 100 * (low - 1) WHEN 'multiple' THEN low
            WHEN 'cagr' THEN 100 * (power(low, root) - 1)
            WHEN 'share' THEN 100 * CAST(n_low AS DOUBLE) / nullif(CAST(CASE WHEN n_low < 0 THEN w_low ELSE w_high END AS DOUBLE), 0)
            WHEN 'contribution' THEN 100 * c_low / nullif(CASE WHEN c_low >= 0 THEN d_high ELSE d_low END, 0)
            WHEN 'balance' THEN CAST(n_low - b_high AS DOUBLE)
        END AS low,
        CASE op
            WHEN 'level' THEN CAST(n_high AS DOUBLE) WHEN 'growth' THEN 100 * (high - 1) WHEN 'multiple' THEN high
            WHEN 'cagr' THEN 100 * (power(high, root) - 1)
            WHEN 'share' THEN 100 * CAST(n_high AS DOUBLE) / nullif(CAST(CASE WHEN n_high < 0 THEN w_high ELSE w_low END AS DOUBLE), 0)
            WHEN 'contribution' THEN 100 * c_high / nullif(CASE WHEN c_high >= 0 THEN d_low ELSE d_high END, 0)
            WHEN 'balance' THEN CAST(n_high - b_low AS DOUBLE)
        END AS high,
        CASE WHEN op IN ('level', 'balance') THEN unit WHEN op = 'multiple' THEN 'ratio' ELSE 'percent' END AS unit,
        CASE
            WHEN op IN ('growth', 'cagr', 'multiple') THEN c_observations
            WHEN op = 'contribution' THEN concat_ws(',', c_observations, d_observations)
            ELSE concat_ws(',', n_observations, b_observations, w_observations)
        END AS observations,
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
