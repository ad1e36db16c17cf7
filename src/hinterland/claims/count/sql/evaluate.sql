-- How many members satisfy the predicate: surely for the low end, possibly for the high end; the members are those that surely do.
WITH judged AS (
    SELECT
        c.claim, n.member, a.how, a.observations,
        CASE c.test
            WHEN '>' THEN a.low > c.threshold WHEN '>=' THEN a.low >= c.threshold
            WHEN '<' THEN a.high <= c.threshold WHEN '<=' THEN a.high <= c.threshold
        END AS sure,
        CASE c.test
            WHEN '>' THEN a.high > c.threshold WHEN '>=' THEN a.high > c.threshold
            WHEN '<' THEN a.low < c.threshold WHEN '<=' THEN a.low <= c.threshold
        END AS possible,
        CASE c.test
            WHEN '>' THEN a.widest_low > c.threshold WHEN '>=' THEN a.widest_low >= c.threshold
            WHEN '<' THEN a.widest_high <= c.threshold WHEN '<=' THEN a.widest_high <= c.threshold
        END AS wide_sure,
        CASE c.test
            WHEN '>' THEN a.widest_high > c.threshold WHEN '>=' THEN a.widest_high > c.threshold
            WHEN '<' THEN a.widest_low < c.threshold WHEN '<=' THEN a.widest_low <= c.threshold
        END AS wide_possible
    FROM claims AS c
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'member'
    JOIN answers AS a ON a.need = n.need
    WHERE c.kind = 'count'
)
SELECT
    claim,
    count(*) FILTER (WHERE how <> 'missing' AND sure) AS low,
    count(*) FILTER (WHERE how <> 'missing' AND coalesce(possible, TRUE)) AS high,
    count(*) FILTER (WHERE coalesce(wide_sure, FALSE)) AS widest_low,
    count(*) FILTER (WHERE coalesce(wide_possible, TRUE)) AS widest_high,
    'count' AS unit,
    string_agg(observations, ',') FILTER (WHERE how <> 'missing') AS observations,
    string_agg(member, ',') FILTER (WHERE how <> 'missing' AND sure) AS members,
    count(*) AS asked, count(*) FILTER (WHERE how <> 'missing') AS held, 'sum' AS how, CAST(NULL AS INTEGER) AS since
FROM judged
GROUP BY claim
