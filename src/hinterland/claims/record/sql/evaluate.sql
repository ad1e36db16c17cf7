-- The subject's place among its own periods of the same length, up to and with the claim's; one is a record. Judged within the periods held.
WITH series AS (
    SELECT c.claim, c.ord, s.low AS s_low, s.high AS s_high, l.low, l.high, l.first_month, l.last_month = c.last_month AS current, l.observations
    FROM claims AS c
    JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'subject'
    JOIN answers AS s ON s.need = n.need AND s.how <> 'missing'
    JOIN levels AS l
        ON l.region = c.subject AND l.last_month <= c.last_month AND l.low IS NOT NULL AND l.high IS NOT NULL
        AND l.last_month - l.first_month = c.last_month - c.first_month
        AND (c.first_month = c.last_month OR l.last_month % 100 = c.last_month % 100)
        AND l.series = concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''),
            coalesce(c.currency, ''))
    WHERE c.kind = 'record'
)
SELECT
    claim,
    1 + count(*) FILTER (WHERE NOT current AND CASE WHEN ord = 'asc' THEN high <= s_low ELSE low >= s_high END) AS low,
    1 + count(*) FILTER (WHERE NOT current AND CASE WHEN ord = 'asc' THEN coalesce(low < s_high, TRUE) ELSE coalesce(high > s_low, TRUE) END) AS high,
    1 + count(*) FILTER (WHERE NOT current AND CASE WHEN ord = 'asc' THEN high <= s_low ELSE low >= s_high END) AS widest_low,
    1 + count(*) FILTER (WHERE NOT current AND CASE WHEN ord = 'asc' THEN coalesce(low < s_high, TRUE) ELSE coalesce(high > s_low, TRUE) END) AS widest_high,
    'rank' AS unit, string_agg(observations, ',') AS observations, CAST(NULL AS VARCHAR) AS members, count(*) AS asked, count(*) AS held, 'sum' AS how,
    min(first_month) AS since
FROM series
GROUP BY claim
HAVING count(*) > 1
