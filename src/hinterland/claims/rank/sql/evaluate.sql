-- One more than the members ahead of the subject: surely ahead for the low end, possibly ahead for the high end. Missing members widen the second pair.
WITH pairs AS (
    SELECT
        c.claim, c.ord, s.low AS s_low, s.high AS s_high, s.observations, s.how AS s_how, a.region, a.how, a.observations AS m_observations, n.region = c.subject AS own,
        CASE WHEN c.ord = 'asc' THEN -a.high ELSE a.low END AS low, CASE WHEN c.ord = 'asc' THEN -a.low ELSE a.high END AS high,
        CASE WHEN c.ord = 'asc' THEN -a.widest_high ELSE a.widest_low END AS wide_low,
        CASE WHEN c.ord = 'asc' THEN -a.widest_low ELSE a.widest_high END AS wide_high,
        CASE WHEN c.ord = 'asc' THEN -s.high ELSE s.low END AS o_low, CASE WHEN c.ord = 'asc' THEN -s.low ELSE s.high END AS o_high
    FROM claims AS c
    JOIN needs AS sn ON sn.claim = c.claim AND sn.role = 'subject'
    JOIN answers AS s ON s.need = sn.need
    JOIN needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    WHERE c.kind = 'rank'
)
SELECT
    claim,
    1 + count(*) FILTER (WHERE NOT own AND how <> 'missing' AND low >= o_high) AS low,
    1 + count(*) FILTER (WHERE NOT own AND how <> 'missing' AND coalesce(high > o_low, TRUE)) AS high,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(wide_low >= o_high, FALSE)) AS widest_low,
    1 + count(*) FILTER (WHERE NOT own AND coalesce(wide_high > o_low, TRUE)) AS widest_high,
    'rank' AS unit,
    concat_ws(',', max(observations), string_agg(m_observations, ',') FILTER (WHERE NOT own AND how <> 'missing')) AS observations,
    string_agg(region, ',') FILTER (WHERE NOT own AND how <> 'missing' AND low >= o_high) AS members,
    count(*) AS asked, count(*) FILTER (WHERE how <> 'missing') AS held, max(s_how) AS how, CAST(NULL AS INTEGER) AS since
FROM pairs
WHERE s_how <> 'missing'
GROUP BY claim
