-- The subject's place in the order in which the members of its scope first satisfied the predicate, within the years held.
-- The low end counts members that surely did so earlier, the high end those that possibly did. It is no first at all where the subject itself
-- surely did so earlier; its own earlier periods are judged the same way and counted in `own_earlier`.
WITH entrants AS (
    SELECT claim, member FROM claim_members
    UNION
    SELECT claim, subject AS member FROM claims WHERE kind = 'first'
),
series AS (
    SELECT c.claim, c.subject, c.test, c.threshold, c.first_month, c.last_month, m.member, l.first_month AS l_first, l.last_month AS l_last, l.low, l.high, l.observations
    FROM claims AS c
    JOIN entrants AS m ON m.claim = c.claim
    JOIN levels AS l
        ON l.region = m.member AND l.last_month <= c.last_month AND l.last_month - l.first_month = c.last_month - c.first_month
        AND l.last_month % 100 = c.last_month % 100
        AND l.series = concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''),
            coalesce(c.currency, ''))
    WHERE c.kind = 'first'
),
judged AS (
    SELECT
        *,
        CASE WHEN test IN ('>', '>=') THEN low >= threshold ELSE high <= threshold END AS sure,
        coalesce(CASE WHEN test IN ('>', '>=') THEN high > threshold ELSE low < threshold END, TRUE) AS possible,
        member = subject AS own, l_last = last_month AS current
    FROM series
),
members AS (
    SELECT
        claim, member, own, bool_or(sure AND current) AS sure_now, bool_or(sure AND NOT current) AS sure_before,
        bool_or(possible AND NOT current) AS possible_before, min(l_first) AS since,
        string_agg(observations, ',') FILTER (WHERE possible OR own) AS observations
    FROM judged
    GROUP BY claim, member, own
),
asked AS (SELECT claim, count(*) AS members FROM entrants GROUP BY claim)
SELECT
    m.claim,
    1 + count(*) FILTER (WHERE NOT own AND sure_before) AS low,
    1 + count(*) FILTER (WHERE NOT own AND possible_before) AS high,
    1 + count(*) FILTER (WHERE NOT own AND sure_before) AS widest_low,
    1 + count(*) FILTER (WHERE NOT own AND possible_before) + max(a.members) - count(*) AS widest_high,
    'rank' AS unit, string_agg(observations, ',') AS observations, string_agg(member, ',') FILTER (WHERE NOT own AND sure_before) AS members,
    max(a.members) AS asked, count(*) AS held, 'sum' AS how, max(since) AS since
FROM members AS m
JOIN asked AS a ON a.claim = m.claim
GROUP BY m.claim
HAVING bool_or(own AND sure_now AND NOT possible_before)
