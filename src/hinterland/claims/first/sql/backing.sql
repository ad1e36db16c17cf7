-- The observations that the answers to firsts rest on: of each entrant all that possibly satisfied the predicate, of the subject all.
WITH firsts AS (
    SELECT
        claim, subject, test, threshold, first_month, last_month, coalesce(base_last, 0) AS since,
        concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series
    FROM claims
    WHERE kind = 'first' AND op = 'level' AND threshold IS NOT NULL AND test IN ('>', '>=', '<', '<=')
),
entrants AS (
    SELECT c.claim, m.member FROM firsts AS c JOIN claim_members AS m ON m.claim = c.claim WHERE m.member <> c.subject
    UNION ALL
    SELECT claim, subject AS member FROM firsts
)
SELECT c.claim, string_agg(l.observations, ',') AS observations
FROM firsts AS c
JOIN entrants AS m ON m.claim = c.claim
JOIN levels AS l
    ON l.series = c.series AND l.region = m.member AND l.last_month <= c.last_month AND l.last_month - l.first_month = c.last_month - c.first_month
    AND l.held = l.members AND l.first_month > c.since AND (l.last_month % 100 = c.last_month % 100 OR c.first_month = c.last_month)
WHERE m.member = c.subject OR coalesce(
    CASE c.test
        WHEN '>' THEN l.high > c.threshold WHEN '>=' THEN l.high > c.threshold OR l.high = c.threshold AND l.low = l.high
        WHEN '<' THEN l.low < c.threshold WHEN '<=' THEN l.low <= c.threshold
    END, TRUE)
GROUP BY c.claim
