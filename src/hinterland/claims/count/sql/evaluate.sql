-- How many members satisfy the predicate: surely for the low end, possibly for the high end; the members are those that surely do. The high end of an
-- exact figure belongs to it, that of a rounded one doesn't. Partners and products not held may satisfy it too, however many they are.
WITH pairs AS (
    SELECT c.claim, c.scope, c.test, c.threshold, n.member, n.placed, n.certain, a.*
    FROM claims AS c
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    WHERE c.kind = 'count' AND c.threshold IS NOT NULL AND c.test IN ('>', '>=', '<', '<=')
),
judged AS (
    SELECT
        claim, scope, member, observations, certain, how <> 'missing' AND placed AS counted,
        CASE test
            WHEN '>' THEN low > threshold WHEN '>=' THEN low >= threshold
            WHEN '<' THEN high < threshold OR high = threshold AND coalesce(low < high, TRUE) WHEN '<=' THEN high <= threshold
        END AS sure,
        CASE test
            WHEN '>' THEN high > threshold WHEN '>=' THEN high > threshold OR high = threshold AND low = high
            WHEN '<' THEN low < threshold WHEN '<=' THEN low <= threshold
        END AS possible,
        CASE test
            WHEN '>' THEN widest_low > threshold WHEN '>=' THEN widest_low >= threshold
            WHEN '<' THEN widest_high < threshold OR widest_high = threshold AND coalesce(widest_low < widest_high, TRUE) WHEN '<=' THEN widest_high <= threshold
        END AS wide_sure,
        CASE test
            WHEN '>' THEN widest_high > threshold WHEN '>=' THEN widest_high > threshold OR widest_high = threshold AND widest_low = widest_high
            WHEN '<' THEN widest_low < threshold WHEN '<=' THEN widest_low <= threshold
        END AS wide_possible,
        coalesce(outer_low, outer_high) IS NOT NULL AS told
    FROM pairs
)
SELECT
    claim,
    count(*) FILTER (WHERE counted AND sure) AS low,
    count(*) FILTER (WHERE counted AND coalesce(possible, TRUE)) AS high,
    count(*) FILTER (WHERE certain AND coalesce(wide_sure, FALSE)) AS widest_low,
    CASE WHEN max(scope) NOT IN ('partners', 'products') THEN count(*) FILTER (WHERE coalesce(wide_possible, TRUE)) END AS widest_high,
    count(*) FILTER (WHERE certain AND told AND coalesce(wide_sure, FALSE)) AS outer_low,
    CASE WHEN max(scope) NOT IN ('partners', 'products') THEN count(*) FILTER (WHERE NOT told OR coalesce(wide_possible, TRUE)) END AS outer_high,
    'count' AS unit,
    string_agg(observations, ',') FILTER (WHERE counted) AS observations,
    string_agg(member, ',') FILTER (WHERE counted AND sure) AS members,
    count(*) AS asked, count(*) FILTER (WHERE counted) AS held, 'sum' AS how, CAST(NULL AS INTEGER) AS since
FROM judged
GROUP BY claim
