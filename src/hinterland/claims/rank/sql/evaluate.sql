-- One more than the members ahead of the subject: surely ahead for the low end, possibly ahead for the high end. Missing members widen the second pair.
-- Exact figures can be level, and then neither is ahead; an end that belongs to a rounded figure is its low one.
-- Along partners and products the members not held share what is left of the whole: as many as fit into it may be ahead, any number where nothing tells.
-- Blocs overlap, so that what is left says nothing of them.
WITH rests AS (
    SELECT c.claim, max(w.high) - sum(a.low) AS rest
    FROM claims AS c
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    LEFT JOIN claim_needs AS wn ON wn.claim = c.claim AND wn.role = 'whole'
    LEFT JOIN answers AS w ON w.need = wn.need
    WHERE c.kind = 'rank' AND c.scope IN ('partners', 'products')
    GROUP BY c.claim
),
pairs AS (
    SELECT
        c.claim, c.ord = 'asc' AS up, s.low AS s_low, s.high AS s_high, s.widest_low AS s_wide_low, s.widest_high AS s_wide_high, s.outer_low AS s_outer_low,
        s.outer_high AS s_outer_high, s.observations, s.how AS s_how, a.how <> 'missing' AND n.placed AS counted, n.certain, n.need = sn.need AS own, a.observations AS m_observations,
        n.member, a.low, a.high, a.widest_low AS wide_low, a.widest_high AS wide_high, a.outer_low, a.outer_high,
        CASE
            WHEN c.scope NOT IN ('partners', 'products') THEN 0
            WHEN c.op <> 'level' OR c.ord = 'asc' OR r.rest IS NULL OR k.kind = 'bloc' AND c.scope = 'partners' THEN NULL
            WHEN s.low > 0 THEN greatest(0, floor(r.rest / nullif(s.low, 0)))
        END AS unseen
    FROM claims AS c
    JOIN claim_needs AS sn ON sn.claim = c.claim AND sn.role = 'subject'
    JOIN answers AS s ON s.need = sn.need
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    LEFT JOIN rests AS r ON r.claim = c.claim
    LEFT JOIN partner_kinds AS k ON k.partner = c.partner
    WHERE c.kind = 'rank'
),
judged AS (
    SELECT
        *,
        CASE WHEN up THEN high < s_low OR high = s_low AND coalesce(low < high, TRUE)
             ELSE low > s_high OR low = s_high AND coalesce(s_low < s_high, TRUE) END AS ahead,
        CASE WHEN up THEN low < s_high ELSE high > s_low END AS maybe,
        CASE WHEN up THEN wide_high < s_wide_low OR wide_high = s_wide_low AND coalesce(wide_low < wide_high, TRUE)
             ELSE wide_low > s_wide_high OR wide_low = s_wide_high AND coalesce(s_wide_low < s_wide_high, TRUE) END AS wide_ahead,
        CASE WHEN up THEN wide_low < s_wide_high ELSE wide_high > s_wide_low END AS wide_maybe,
        CASE WHEN up THEN outer_high < s_outer_low OR outer_high = s_outer_low AND coalesce(outer_low < outer_high, TRUE)
             ELSE outer_low > s_outer_high OR outer_low = s_outer_high AND coalesce(s_outer_low < s_outer_high, TRUE) END AS outer_ahead,
        CASE WHEN up THEN outer_low < s_outer_high ELSE outer_high > s_outer_low END AS outer_maybe
    FROM pairs
)
SELECT
    claim,
    1 + count(*) FILTER (WHERE NOT own AND counted AND ahead) AS low,
    1 + count(*) FILTER (WHERE NOT own AND counted AND coalesce(maybe, TRUE)) AS high,
    1 + count(*) FILTER (WHERE NOT own AND certain AND wide_ahead) AS widest_low,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(wide_maybe, TRUE)) + max(unseen) AS widest_high,
    1 + count(*) FILTER (WHERE NOT own AND certain AND outer_ahead) AS outer_low,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(outer_maybe, TRUE)) + max(unseen) AS outer_high,
    'rank' AS unit,
    concat_ws(',', max(observations), string_agg(m_observations, ',') FILTER (WHERE NOT own AND counted)) AS observations,
    string_agg(member, ',') FILTER (WHERE NOT own AND counted AND ahead) AS members,
    count(*) AS asked, count(*) FILTER (WHERE counted) AS held, max(s_how) AS how, CAST(NULL AS INTEGER) AS since
FROM judged
WHERE s_how <> 'missing'
GROUP BY claim
