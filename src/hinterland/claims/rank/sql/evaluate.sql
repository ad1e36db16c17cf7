-- One more than the members ahead of the subject: surely ahead for the low end, possibly ahead for the high end. Missing members widen the second pair.
-- Along partners and products the members not held share what is left of the whole: as many as fit into it may be ahead.
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
        c.claim, c.ord, s.low AS s_low, s.high AS s_high, s.observations, s.how AS s_how, a.region, a.how, a.observations AS m_observations, n.member, n.need = sn.need AS own,
        CASE WHEN c.ord = 'asc' THEN -a.high ELSE a.low END AS low, CASE WHEN c.ord = 'asc' THEN -a.low ELSE a.high END AS high,
        CASE WHEN c.ord = 'asc' THEN -a.widest_high ELSE a.widest_low END AS wide_low,
        CASE WHEN c.ord = 'asc' THEN -a.widest_low ELSE a.widest_high END AS wide_high,
        CASE WHEN c.ord = 'asc' THEN -s.high ELSE s.low END AS o_low, CASE WHEN c.ord = 'asc' THEN -s.low ELSE s.high END AS o_high,
        CASE
            WHEN c.scope NOT IN ('partners', 'products') THEN 0
            WHEN c.op <> 'level' OR r.rest IS NULL THEN 1000
            ELSE greatest(0, floor(r.rest / nullif(s.low, 0)))
        END AS unseen
    FROM claims AS c
    JOIN claim_needs AS sn ON sn.claim = c.claim AND sn.role = 'subject'
    JOIN answers AS s ON s.need = sn.need
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    LEFT JOIN rests AS r ON r.claim = c.claim
    WHERE c.kind = 'rank'
)
SELECT
    claim,
    1 + count(*) FILTER (WHERE NOT own AND how <> 'missing' AND low >= o_high) AS low,
    1 + count(*) FILTER (WHERE NOT own AND how <> 'missing' AND coalesce(high > o_low, TRUE)) AS high,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(wide_low >= o_high, FALSE)) AS widest_low,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(wide_high > o_low, TRUE)) + max(unseen) AS widest_high,
    'rank' AS unit,
    concat_ws(',', max(observations), string_agg(m_observations, ',') FILTER (WHERE NOT own AND how <> 'missing')) AS observations,
    string_agg(member, ',') FILTER (WHERE NOT own AND how <> 'missing' AND low >= o_high) AS members,
    count(*) AS asked, count(*) FILTER (WHERE how <> 'missing') AS held, max(s_how) AS how, CAST(NULL AS INTEGER) AS since
FROM pairs
WHERE s_how <> 'missing'
GROUP BY claim
