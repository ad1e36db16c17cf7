-- The subject's place in the order in which the members of its scope first satisfied the predicate, within the periods held: the years, for a month all
-- months. The low end counts members that surely did so earlier, the high end those that possibly did so earlier or in the same period, within which nobody
-- can tell who came first; what a claim has since which it is one, the base, and all before it, don't count. The place is zero, so it is no first at all, where the subject surely did so earlier or surely doesn't now; members of which nothing
-- earlier is held may have done so, and so may the subject itself; one that isn't held now lies within the bound of what it was.
--
-- histories  of each series asked about and each region: the furthest that it ever lay on either side. Claims of one series have their members' in common,
--            and a threshold is passed where the furthest passes it. What an answer rests on is told in `backing.sql`.
WITH firsts AS (
    SELECT
        c.claim, c.subject, c.test, c.threshold, c.first_month, c.last_month, coalesce(c.base_last, 0) AS since,
        concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, '')) AS series,
        CAST(CASE WHEN c.test IN ('>', '>=') THEN c.threshold / nullif(b.factor, 0) ELSE c.threshold * b.factor END AS DECIMAL(28, 6)) AS bound
    FROM claims AS c
    CROSS JOIN bounds AS b
    WHERE c.kind = 'first' AND c.op = 'level' AND c.threshold IS NOT NULL AND c.test IN ('>', '>=', '<', '<=')
),
entrants AS (
    SELECT c.claim, m.member FROM firsts AS c JOIN claim_members AS m ON m.claim = c.claim WHERE m.member <> c.subject
    UNION ALL
    SELECT claim, subject AS member FROM firsts
),
spans AS (SELECT DISTINCT series, first_month, last_month, since FROM firsts),
held AS (
    SELECT
        s.series, s.first_month, s.last_month, s.since, l.region, l.first_month AS l_first, l.low, l.high, l.last_month = s.last_month AS now
    FROM spans AS s
    JOIN levels AS l
        ON l.series = s.series AND l.last_month <= s.last_month AND l.last_month - l.first_month = s.last_month - s.first_month AND l.held = l.members
        AND l.first_month > s.since AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
),
histories AS (
    SELECT
        series, first_month, last_month, since, region, min(l_first) AS l_first, bool_or(now) AS held_now, bool_or(NOT now) AS held_before,
        max(CASE WHEN now THEN low END) AS now_low, max(CASE WHEN now THEN high END) AS now_high,
        max(CASE WHEN NOT now THEN low END) AS most_low, max(CASE WHEN NOT now THEN high END) AS most_high,
        min(CASE WHEN NOT now THEN low END) AS least_low, min(CASE WHEN NOT now THEN high END) AS least_high,
        max(CASE WHEN NOT now AND coalesce(low = high, TRUE) THEN high END) AS most_point, min(CASE WHEN NOT now AND coalesce(low < high, TRUE) THEN high END) AS least_open,
        coalesce(bool_or(low IS NULL AND NOT now), FALSE) AS low_open, coalesce(bool_or(high IS NULL AND NOT now), FALSE) AS high_open
    FROM held
    GROUP BY series, first_month, last_month, since, region
),
judged AS (
    SELECT
        c.claim, m.member, m.member = c.subject AS own, h.held_now, h.held_before, h.l_first AS since,
        h.held_now AND coalesce(CASE c.test
            WHEN '>' THEN now_low > threshold WHEN '>=' THEN now_low >= threshold
            WHEN '<' THEN now_high < threshold OR now_high = threshold AND coalesce(now_low < now_high, TRUE) WHEN '<=' THEN now_high <= threshold
        END, FALSE) AS sure_now,
        h.held_now AND coalesce(CASE c.test
            WHEN '>' THEN now_high > threshold WHEN '>=' THEN now_high > threshold OR now_high = threshold AND now_low = now_high
            WHEN '<' THEN now_low < threshold WHEN '<=' THEN now_low <= threshold
        END, TRUE) AS possible_now,
        h.held_before AND coalesce(CASE c.test
            WHEN '>' THEN most_low > threshold WHEN '>=' THEN most_low >= threshold
            WHEN '<' THEN least_high < threshold OR coalesce(least_open <= threshold, FALSE) WHEN '<=' THEN least_high <= threshold
        END, FALSE) AS sure_before,
        h.held_before AND coalesce(CASE c.test
            WHEN '>' THEN high_open OR most_high > threshold WHEN '>=' THEN high_open OR most_high > threshold OR coalesce(most_point >= threshold, FALSE)
            WHEN '<' THEN low_open OR least_low < threshold WHEN '<=' THEN low_open OR least_low <= threshold
        END, TRUE) AS possible_before,
        CASE
            WHEN c.test IN ('>', '>=') THEN
                high_open OR h.held_now AND now_high IS NULL OR coalesce(most_high > bound, FALSE) OR coalesce(now_high > bound, FALSE)
            ELSE low_open OR h.held_now AND now_low IS NULL OR coalesce(least_low < bound, FALSE) OR coalesce(now_low < bound, FALSE)
        END AS within_bound
    FROM firsts AS c
    JOIN entrants AS m ON m.claim = c.claim
    JOIN histories AS h
        ON h.series = c.series AND h.region = m.member AND h.first_month = c.first_month AND h.last_month = c.last_month AND h.since = c.since
),
asked AS (SELECT claim, count(*) AS members FROM entrants GROUP BY claim),
places AS (
    SELECT
        m.claim, 1 + count(*) FILTER (WHERE NOT own AND sure_before) AS low, 1 + count(*) FILTER (WHERE NOT own AND (possible_before OR possible_now)) AS high,
        max(a.members) - count(*) FILTER (
            WHERE own OR possible_before OR possible_now OR (held_before AND (held_now OR NOT within_bound))
        ) AS unseen, bool_or(own AND held_before) AS dated,
        bool_or(own AND (sure_before OR NOT possible_now)) AS never, bool_or(own AND sure_now AND NOT possible_before) AS surely,
        string_agg(member, ',') FILTER (WHERE NOT own AND sure_before) AS members,
        max(a.members) AS asked, count(*) FILTER (WHERE held_before) AS held, max(since) AS since
    FROM judged AS m
    JOIN asked AS a ON a.claim = m.claim
    GROUP BY m.claim
    HAVING bool_or(own AND held_now)
)
SELECT
    claim, CASE WHEN surely THEN low ELSE 0 END AS low, CASE WHEN never THEN 0 ELSE high END AS high,
    CASE WHEN surely AND dated THEN low ELSE 0 END AS widest_low, CASE WHEN never THEN 0 ELSE high + unseen END AS widest_high,
    'rank' AS unit, CAST(NULL AS VARCHAR) AS observations, members, asked, held, 'sum' AS how, since
FROM places
