-- The subject against another: the difference for rates (percentage points) and balances, the ratio for amounts. With a base period it is an
-- overtaking: one where the subject is ahead now and was behind then, zero where either is surely not so.
WITH sides AS (
    SELECT
        c.claim, c.op, c.test, c.base_first, s.low, s.high, v.low AS v_low, v.high AS v_high, b.low AS b_low, b.high AS b_high, w.low AS w_low,
        w.high AS w_high, s.how AS s_how, v.how AS v_how, b.how AS b_how, w.how AS w_how,
        concat_ws(',', s.observations, v.observations, b.observations, w.observations) AS observations
    FROM claims AS c
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
            WHEN base_first IS NOT NULL THEN CASE WHEN low >= v_high AND b_high <= w_low THEN 1 ELSE 0 END
            WHEN op IN ('growth', 'share', 'cagr', 'contribution', 'balance') THEN low - v_high
            ELSE low / nullif(v_high, 0)
        END AS t_low,
        CASE
            WHEN base_first IS NOT NULL THEN CASE WHEN high > v_low AND b_low < w_high THEN 1 ELSE 0 END
            WHEN op IN ('growth', 'share', 'cagr', 'contribution', 'balance') THEN high - v_low
            ELSE high / nullif(v_low, 0)
        END AS t_high
    FROM sides
)
SELECT
    claim, t_low AS low, t_high AS high, t_low AS widest_low, t_high AS widest_high,
    CASE
        WHEN base_first IS NOT NULL THEN 'count' WHEN op IN ('growth', 'share', 'cagr', 'contribution') THEN 'percentage_point'
        WHEN op = 'balance' THEN 'CNY' ELSE 'ratio'
    END AS unit,
    observations, CAST(NULL AS VARCHAR) AS members, 2 AS asked, 2 AS held,
    CASE WHEN s_how = 'missing' OR v_how = 'missing' OR coalesce(b_how, '') = 'missing' OR coalesce(w_how, '') = 'missing' THEN 'missing' ELSE 'computed' END AS how,
    CAST(NULL AS INTEGER) AS since
FROM told
