-- The subject's place in the order in which the members of its scope first satisfied the predicate, within the periods held: the years, for a month all
-- months. The low end counts members that surely did so earlier, the high end those that possibly did so earlier or in the same period, within which nobody
-- can tell who came first; what a claim has since which it is one, the base, and all before it, don't count. The place is zero, so it is no first at all, where the subject surely did so earlier or surely doesn't now; members of which nothing
-- earlier is held may have done so, and so may the subject itself; one that isn't held now lies within the bound of what it was.
WITH firsts AS (
    SELECT
        c.claim, c.subject, c.op, c.test, c.threshold, c.first_month, c.last_month, coalesce(c.base_last, 0) AS since,
        concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, '')) AS series,
        CAST(CASE WHEN c.test IN ('>', '>=') THEN c.threshold / nullif(b.factor, 0) ELSE c.threshold * b.factor END AS DECIMAL(28, 6)) AS bound
    FROM claims AS c
    CROSS JOIN bounds AS b
    WHERE c.kind = 'first'
),
entrants AS (
    SELECT c.claim, m.member FROM firsts AS c JOIN claim_members AS m ON m.claim = c.claim WHERE m.member <> c.subject
    UNION ALL
    SELECT claim, subject AS member FROM firsts
),
series AS (
    SELECT
        c.claim, c.subject, c.test, c.threshold, c.bound, c.last_month, m.member, l.first_month AS l_first, l.last_month AS l_last, l.low, l.high,
        l.observations
    FROM firsts AS c
    JOIN entrants AS m ON m.claim = c.claim
    JOIN levels AS l
        ON l.region = m.member AND l.last_month <= c.last_month AND l.last_month - l.first_month = c.last_month - c.first_month AND l.held = l.members
        AND l.first_month > c.since
        AND (l.last_month % 100 = c.last_month % 100 OR c.first_month = c.last_month)
        AND l.series = c.series
    WHERE c.op = 'level' AND c.threshold IS NOT NULL AND c.test IN ('>', '>=', '<', '<=')
),
judged AS (
    SELECT
        *,
        coalesce(CASE test
            WHEN '>' THEN low > threshold WHEN '>=' THEN low >= threshold
            WHEN '<' THEN high < threshold OR high = threshold AND coalesce(low < high, TRUE) WHEN '<=' THEN high <= threshold
        END, FALSE) AS sure,
        coalesce(CASE test
            WHEN '>' THEN high > threshold WHEN '>=' THEN high > threshold OR high = threshold AND low = high
            WHEN '<' THEN low < threshold WHEN '<=' THEN low <= threshold
        END, TRUE) AS possible,
        coalesce(CASE WHEN test IN ('>', '>=') THEN high > bound ELSE low < bound END, TRUE) AS within,
        member = subject AS own, l_last = last_month AS now
    FROM series
),
members AS (
    SELECT
        claim, member, own, coalesce(bool_or(now), FALSE) AS held_now, coalesce(bool_or(NOT now), FALSE) AS held_before,
        coalesce(bool_or(sure AND now), FALSE) AS sure_now, coalesce(bool_or(possible AND now), FALSE) AS possible_now,
        coalesce(bool_or(sure AND NOT now), FALSE) AS sure_before, coalesce(bool_or(possible AND NOT now), FALSE) AS possible_before,
        coalesce(bool_or(within), FALSE) AS within_bound, min(l_first) AS since, string_agg(observations, ',') FILTER (WHERE possible OR own) AS observations
    FROM judged
    GROUP BY claim, member, own
),
asked AS (SELECT claim, count(*) AS members FROM entrants GROUP BY claim),
places AS (
    SELECT
        m.claim, 1 + count(*) FILTER (WHERE NOT own AND sure_before) AS low, 1 + count(*) FILTER (WHERE NOT own AND (possible_before OR possible_now)) AS high,
        max(a.members) - count(*) FILTER (
            WHERE own OR possible_before OR possible_now OR (held_before AND (held_now OR NOT within_bound))
        ) AS unseen, bool_or(own AND held_before) AS dated,
        bool_or(own AND (sure_before OR NOT possible_now)) AS never, bool_or(own AND sure_now AND NOT possible_before) AS surely,
        string_agg(observations, ',') AS observations, string_agg(member, ',') FILTER (WHERE NOT own AND sure_before) AS members,
        max(a.members) AS asked, count(*) FILTER (WHERE held_before) AS held, max(since) AS since
    FROM members AS m
    JOIN asked AS a ON a.claim = m.claim
    GROUP BY m.claim
    HAVING bool_or(own AND held_now)
)
SELECT
    claim, CASE WHEN surely THEN low ELSE 0 END AS low, CASE WHEN never THEN 0 ELSE high END AS high,
    CASE WHEN surely AND dated THEN low ELSE 0 END AS widest_low, CASE WHEN never THEN 0 ELSE high + unseen END AS widest_high,
    'rank' AS unit, observations, members, asked, held, 'sum' AS how, since
FROM places
