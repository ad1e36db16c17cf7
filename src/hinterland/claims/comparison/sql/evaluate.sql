-- The subject against another: the difference for rates (percentage points) and balances, the ratio for amounts. A level, share or balance with a base
-- period is an overtaking: one where the subject is ahead now and was not before, zero where either is surely not so. Of a month's level `before` is every month
-- from the base on, since who led in one of them overtook then; of all else the base.
--
-- A level that isn't held counts by its bounds: where these decide who led in both ends, else in the widest.
WITH overtakings AS (
    SELECT
        claim, subject, versus, first_month, last_month, base_first, base_last, first_month = last_month AND base_first = base_last AS monthly,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series
    FROM claims
    WHERE kind = 'comparison' AND op = 'level' AND base_first IS NOT NULL AND versus IS NOT NULL
),
known AS (
    SELECT series, region, first_month, last_month, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, TRUE AS held FROM levels WHERE held = members
    UNION ALL
    SELECT series, region, first_month, last_month, low, high, FALSE FROM unheld
),
led AS (
    SELECT
        c.claim, s.held AND v.held AS held,
        coalesce(s.low > v.high OR s.low = v.high AND NOT coalesce(v.low = v.high, FALSE) AND v.held, FALSE) AS sure, NOT coalesce(s.high <= v.low, FALSE) AS possible
    FROM overtakings AS c
    JOIN known AS s
        ON s.series = c.series AND s.region = c.subject AND s.last_month - s.first_month = c.base_last - c.base_first
        AND (s.last_month = c.base_last OR c.monthly AND s.last_month > c.base_last AND s.last_month < c.last_month)
    JOIN known AS v ON v.series = c.series AND v.region = c.versus AND v.first_month = s.first_month AND v.last_month = s.last_month
),
before AS (
    SELECT
        c.claim, coalesce(bool_or(l.sure), FALSE) AS sure, coalesce(bool_or(l.sure OR l.held AND l.possible), FALSE) AS possible,
        coalesce(bool_or(l.possible), FALSE) OR count(l.claim) < max(CASE
            WHEN c.monthly THEN greatest(1, floor(c.last_month / 100) * 12 + c.last_month % 100 - floor(c.base_last / 100) * 12 - c.base_last % 100) ELSE 1
        END) AS wide_possible
    FROM overtakings AS c
    LEFT JOIN led AS l ON l.claim = c.claim
    GROUP BY c.claim
),
figures AS (
    SELECT
        c.claim, c.op, c.base_first IS NOT NULL AND c.op IN ('level', 'share', 'balance') AS overtaking,
        bool_or(a.how = 'missing' AND (c.op <> 'level' OR n.role IN ('subject', 'versus'))) AS missing,
        max(CASE n.role WHEN 'subject' THEN a.unit END) AS unit,
        max(CASE n.role WHEN 'subject' THEN a.low END) AS s_low, max(CASE n.role WHEN 'subject' THEN a.high END) AS s_high,
        max(CASE n.role WHEN 'subject' THEN a.widest_low END) AS s_wide_low, max(CASE n.role WHEN 'subject' THEN a.widest_high END) AS s_wide_high,
        max(CASE n.role WHEN 'subject' THEN a.outer_low END) AS s_outer_low, max(CASE n.role WHEN 'subject' THEN a.outer_high END) AS s_outer_high,
        max(CASE n.role WHEN 'versus' THEN a.low END) AS v_low, max(CASE n.role WHEN 'versus' THEN a.high END) AS v_high,
        max(CASE n.role WHEN 'versus' THEN a.widest_low END) AS v_wide_low, max(CASE n.role WHEN 'versus' THEN a.widest_high END) AS v_wide_high,
        max(CASE n.role WHEN 'versus' THEN a.outer_low END) AS v_outer_low, max(CASE n.role WHEN 'versus' THEN a.outer_high END) AS v_outer_high,
        max(CASE n.role WHEN 'base' THEN a.low END) AS b_low, max(CASE n.role WHEN 'base' THEN a.high END) AS b_high,
        max(CASE n.role WHEN 'base' THEN a.widest_low END) AS b_wide_low, max(CASE n.role WHEN 'base' THEN a.widest_high END) AS b_wide_high,
        max(CASE n.role WHEN 'versus-base' THEN a.low END) AS w_low, max(CASE n.role WHEN 'versus-base' THEN a.high END) AS w_high,
        max(CASE n.role WHEN 'versus-base' THEN a.widest_low END) AS w_wide_low, max(CASE n.role WHEN 'versus-base' THEN a.widest_high END) AS w_wide_high,
        concat_ws(',', max(CASE n.role WHEN 'subject' THEN a.observations END), max(CASE n.role WHEN 'versus' THEN a.observations END),
            max(CASE n.role WHEN 'base' THEN a.observations END), max(CASE n.role WHEN 'versus-base' THEN a.observations END)) AS observations
    FROM claims AS c
    JOIN claim_needs AS n ON n.claim = c.claim
    JOIN answers AS a ON a.need = n.need
    WHERE c.kind = 'comparison'
    GROUP BY c.claim, c.op, c.base_first
),
sides AS (
    SELECT
        f.claim, f.op, f.overtaking, f.unit, f.missing, f.observations, o.pair, p.claim IS NOT NULL AS along, p.sure AS was_ahead,
        CASE o.pair WHEN 'answer' THEN p.possible ELSE p.wide_possible END AS maybe_ahead,
        CASE o.pair WHEN 'answer' THEN s_low WHEN 'widest' THEN s_wide_low ELSE s_outer_low END AS low,
        CASE o.pair WHEN 'answer' THEN s_high WHEN 'widest' THEN s_wide_high ELSE s_outer_high END AS high,
        CASE o.pair WHEN 'answer' THEN f.v_low WHEN 'widest' THEN v_wide_low ELSE v_outer_low END AS v_low,
        CASE o.pair WHEN 'answer' THEN f.v_high WHEN 'widest' THEN v_wide_high ELSE v_outer_high END AS v_high,
        CASE o.pair WHEN 'answer' THEN f.b_low ELSE b_wide_low END AS b_low, CASE o.pair WHEN 'answer' THEN f.b_high ELSE b_wide_high END AS b_high,
        CASE o.pair WHEN 'answer' THEN f.w_low ELSE w_wide_low END AS w_low, CASE o.pair WHEN 'answer' THEN f.w_high ELSE w_wide_high END AS w_high
    FROM figures AS f
    LEFT JOIN before AS p ON p.claim = f.claim
    CROSS JOIN (SELECT 'answer' AS pair UNION ALL SELECT 'widest' UNION ALL SELECT 'outer') AS o
),
told AS (
    SELECT
        *,
        CASE
            WHEN overtaking THEN
                CASE
                    WHEN (low > v_high OR low = v_high AND coalesce(v_low < v_high, TRUE)) AND CASE WHEN along THEN NOT maybe_ahead ELSE b_high <= w_low END THEN 1
                    ELSE 0
                END
            WHEN op IN ('growth', 'share', 'cagr', 'contribution', 'balance') THEN low - v_high
            WHEN v_low > 0 THEN low / nullif(CASE WHEN low < 0 THEN v_low ELSE v_high END, 0)
        END AS t_low,
        CASE
            WHEN overtaking THEN
                CASE
                    WHEN coalesce(high > v_low, TRUE)
                        AND CASE WHEN along THEN NOT was_ahead ELSE coalesce(b_low < w_high OR b_low = w_high AND w_low = w_high, TRUE) END THEN 1
                    ELSE 0
                END
            WHEN op IN ('growth', 'share', 'cagr', 'contribution', 'balance') THEN high - v_low
            WHEN v_low > 0 THEN high / nullif(CASE WHEN high < 0 THEN v_high ELSE v_low END, 0)
        END AS t_high
    FROM sides
)
SELECT
    claim, max(CASE WHEN pair = 'answer' THEN t_low END) AS low, max(CASE WHEN pair = 'answer' THEN t_high END) AS high,
    max(CASE WHEN pair = 'widest' THEN t_low END) AS widest_low, max(CASE WHEN pair = 'widest' THEN t_high END) AS widest_high,
    max(CASE WHEN pair = 'outer' THEN t_low END) AS outer_low, max(CASE WHEN pair = 'outer' THEN t_high END) AS outer_high,
    max(CASE WHEN overtaking THEN 'count' WHEN op IN ('growth', 'share', 'cagr', 'contribution') THEN 'percentage_point' WHEN op = 'balance' THEN unit
        ELSE 'ratio' END) AS unit,
    max(observations) AS observations, CAST(NULL AS VARCHAR) AS members, 2 AS asked, 2 AS held,
    CASE WHEN bool_or(missing) OR max(CASE WHEN pair = 'answer' THEN coalesce(t_low, t_high) END) IS NULL THEN 'missing' ELSE 'computed' END AS how,
    CAST(NULL AS INTEGER) AS since
FROM told
GROUP BY claim
