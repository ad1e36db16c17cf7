-- The subject against another: the difference for rates (percentage points) and balances, the ratio for amounts. A level, share or balance with a base
-- period is an overtaking: one where the subject is ahead now and was not before, zero where either is surely not so.
WITH sides AS (
    SELECT
        c.claim, c.op, c.base_first IS NOT NULL AND c.op IN ('level', 'share', 'balance') AS overtaking, s.unit,
        s.how = 'missing' OR v.how = 'missing' OR coalesce(b.how, '') = 'missing' OR coalesce(w.how, '') = 'missing' AS missing, o.pair,
        CASE o.pair WHEN 'answer' THEN s.low WHEN 'widest' THEN s.widest_low ELSE s.outer_low END AS low,
        CASE o.pair WHEN 'answer' THEN s.high WHEN 'widest' THEN s.widest_high ELSE s.outer_high END AS high,
        CASE o.pair WHEN 'answer' THEN v.low WHEN 'widest' THEN v.widest_low ELSE v.outer_low END AS v_low,
        CASE o.pair WHEN 'answer' THEN v.high WHEN 'widest' THEN v.widest_high ELSE v.outer_high END AS v_high,
        CASE o.pair WHEN 'answer' THEN b.low ELSE b.widest_low END AS b_low, CASE o.pair WHEN 'answer' THEN b.high ELSE b.widest_high END AS b_high,
        CASE o.pair WHEN 'answer' THEN w.low ELSE w.widest_low END AS w_low, CASE o.pair WHEN 'answer' THEN w.high ELSE w.widest_high END AS w_high,
        concat_ws(',', s.observations, v.observations, b.observations, w.observations) AS observations
    FROM claims AS c
    CROSS JOIN (SELECT 'answer' AS pair UNION ALL SELECT 'widest' UNION ALL SELECT 'outer') AS o
    JOIN claim_needs AS sn ON sn.claim = c.claim AND sn.role = 'subject'
    JOIN answers AS s ON s.need = sn.need
    JOIN claim_needs AS vn ON vn.claim = c.claim AND vn.role = 'versus'
    JOIN answers AS v ON v.need = vn.need
    LEFT JOIN claim_needs AS bn ON bn.claim = c.claim AND bn.role = 'base'
    LEFT JOIN answers AS b ON b.need = bn.need
    LEFT JOIN claim_needs AS wn ON wn.claim = c.claim AND wn.role = 'versus-base'
    LEFT JOIN answers AS w ON w.need = wn.need
    WHERE c.kind = 'comparison'
),
told AS (
    SELECT
        *,
        CASE
            WHEN overtaking THEN
                CASE WHEN (low > v_high OR low = v_high AND coalesce(v_low < v_high, TRUE)) AND b_high <= w_low THEN 1 ELSE 0 END
            WHEN op IN ('growth', 'share', 'cagr', 'contribution', 'balance') THEN low - v_high
            WHEN v_low > 0 THEN low / nullif(CASE WHEN low < 0 THEN v_low ELSE v_high END, 0)
        END AS t_low,
        CASE
            WHEN overtaking THEN CASE WHEN coalesce(high > v_low, TRUE) AND coalesce(b_low < w_high OR b_low = w_high AND w_low = w_high, TRUE) THEN 1 ELSE 0 END
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
