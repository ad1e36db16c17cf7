-- The subject's place in the order in which the members of its scope first satisfied the predicate, from the first period held of each on: years, for a month
-- all months, of other stretches the same one of each year. The low end counts members that surely did so earlier, the high end those that possibly did so earlier or
-- in the same period, within which nobody can tell who came first; what a claim has since which it is one, the base, and all before it, don't count. The
-- place is zero, so it is no first at all, where the subject surely did so earlier or surely doesn't now.
--
-- A period that isn't held counts by its bounds: where these decide it in both ends, else in the widest. Of what nothing bounds, and of members of which
-- nothing earlier is held, anything is possible; so it is of the subject where nothing earlier is held of it.
--
-- histories  of each series asked about and each region that enters it: the furthest that it ever lay on either side. Claims of one series have their members' in common,
--            and a threshold is passed where the furthest passes it. What an answer rests on is told in `backing.sql`.
-- gaps       the same of the periods not held, and what the largest of a run of months is at least, the smallest at most
WITH firsts AS (
    SELECT
        c.claim, c.subject, c.test, c.threshold, c.first_month, c.last_month, coalesce(c.base_last, 0) AS since,
        concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, '')) AS series,
        concat_ws('|', c.concept, 'total', c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, '')) AS of_total
    FROM claims AS c
    WHERE c.kind = 'first' AND c.op = 'level' AND c.threshold IS NOT NULL AND c.test IN ('>', '>=', '<', '<=')
),
entrants AS (
    SELECT c.claim, m.member FROM firsts AS c JOIN claim_members AS m ON m.claim = c.claim WHERE m.member <> c.subject
    UNION ALL
    SELECT claim, subject AS member FROM firsts
),
spans AS (
    SELECT DISTINCT c.series, c.of_total, c.first_month, c.last_month, c.since, m.member AS region FROM firsts AS c JOIN entrants AS m ON m.claim = c.claim
),
alike AS (
    SELECT
        s.series, s.first_month, s.last_month, s.since, l.region, l.first_month AS l_first, l.low, l.high, l.last_month = s.last_month AS now
    FROM spans AS s
    JOIN levels AS l
        ON l.series = s.series AND l.region = s.region AND l.last_month <= s.last_month AND l.last_month - l.first_month = s.last_month - s.first_month AND l.held = l.members
        AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
),
-- A year that is held says something of its halves and quarters, and so does the total of its flows, so that these begin where anything of either does; months begin where they are
-- held themselves.
sources AS (
    SELECT series, series AS source, region, first_month, last_month, since FROM spans
    UNION ALL
    SELECT series, of_total, region, first_month, last_month, since FROM spans WHERE first_month < last_month AND of_total <> series
),
begun AS (
    SELECT s.series, s.first_month, s.last_month, s.since, s.region, min(l.first_month) AS earliest
    FROM sources AS s
    JOIN levels AS l
        ON l.series = s.source AND l.region = s.region AND l.last_month <= s.last_month AND l.held = l.members
        AND (s.first_month < s.last_month OR l.first_month = l.last_month)
    GROUP BY s.series, s.first_month, s.last_month, s.since, s.region
),
histories AS (
    SELECT
        series, first_month, last_month, since, region, min(l_first) AS l_first, bool_or(now) AS held_now, bool_or(NOT now) AS held_before,
        count(*) FILTER (WHERE NOT now) AS periods,
        max(CASE WHEN now THEN low END) AS now_low, max(CASE WHEN now THEN high END) AS now_high,
        max(CASE WHEN NOT now THEN low END) AS most_low, max(CASE WHEN NOT now THEN high END) AS most_high,
        min(CASE WHEN NOT now THEN low END) AS least_low, min(CASE WHEN NOT now THEN high END) AS least_high,
        max(CASE WHEN NOT now AND coalesce(low = high, TRUE) THEN high END) AS most_point, min(CASE WHEN NOT now AND coalesce(low < high, TRUE) THEN high END) AS least_open,
        coalesce(bool_or(low IS NULL AND NOT now), FALSE) AS low_open, coalesce(bool_or(high IS NULL AND NOT now), FALSE) AS high_open
    FROM alike
    WHERE l_first > since
    GROUP BY series, first_month, last_month, since, region
),
gaps AS (
    SELECT
        h.series, h.first_month, h.last_month, h.since, h.region, count(*) AS periods, max(u.low) AS most_low, max(coalesce(u.high, CAST(1e300 AS DOUBLE))) AS most_high,
        min(coalesce(u.low, -CAST(1e300 AS DOUBLE))) AS least_low, min(u.high) AS least_high
    FROM histories AS h
    JOIN begun AS b
        ON b.series = h.series AND b.region = h.region AND b.first_month = h.first_month AND b.last_month = h.last_month AND b.since = h.since
    JOIN unheld AS u
        ON u.series = h.series AND u.region = h.region AND u.last_month < h.last_month AND u.last_month - u.first_month = h.last_month - h.first_month
        AND u.first_month > h.since AND u.first_month >= b.earliest AND (u.last_month % 100 = h.last_month % 100 OR h.first_month = h.last_month)
    GROUP BY h.series, h.first_month, h.last_month, h.since, h.region
),
runs AS (
    SELECT h.series, h.first_month, h.last_month, h.since, h.region, max(r.low_each) AS low_each, min(r.high_each) AS high_each
    FROM histories AS h
    JOIN begun AS b
        ON b.series = h.series AND b.region = h.region AND b.first_month = h.first_month AND b.last_month = h.last_month AND b.since = h.since
    JOIN spells AS r
        ON r.series = h.series AND r.region = h.region AND r.last_month < h.last_month AND r.first_month > h.since AND r.first_month > b.earliest
    WHERE h.first_month = h.last_month
    GROUP BY h.series, h.first_month, h.last_month, h.since, h.region
),
-- How many periods there are from the first held (or since which it is one) to the claim's: what no level and no bound speaks of is open.
sides AS (
    SELECT
        h.*, g.most_low AS g_most_low, g.most_high AS g_most_high, g.least_low AS g_least_low, g.least_high AS g_least_high, r.low_each, r.high_each,
        u.low AS bound_low, u.high AS bound_high,
        CASE
            WHEN h.first_month = h.last_month THEN
                floor(h.first_month / 100) * 12 + h.first_month % 100
                - greatest(floor(b.earliest / 100) * 12 + b.earliest % 100, floor(h.since / 100) * 12 + h.since % 100 + 1)
            ELSE least(floor((h.first_month - b.earliest) / 100), ceil((h.first_month - h.since) / 100) - 1)
        END > h.periods + coalesce(g.periods, 0) AS gap_open
    FROM histories AS h
    JOIN begun AS b
        ON b.series = h.series AND b.region = h.region AND b.first_month = h.first_month AND b.last_month = h.last_month AND b.since = h.since
    LEFT JOIN gaps AS g
        ON g.series = h.series AND g.region = h.region AND g.first_month = h.first_month AND g.last_month = h.last_month AND g.since = h.since
    LEFT JOIN runs AS r
        ON r.series = h.series AND r.region = h.region AND r.first_month = h.first_month AND r.last_month = h.last_month AND r.since = h.since
    LEFT JOIN unheld AS u ON u.series = h.series AND u.region = h.region AND u.first_month = h.first_month AND u.last_month = h.last_month
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
        END, FALSE) OR coalesce(CASE c.test
            WHEN '>' THEN g_most_low > threshold OR low_each > threshold WHEN '>=' THEN g_most_low >= threshold OR low_each >= threshold
            WHEN '<' THEN g_least_high < threshold OR high_each < threshold WHEN '<=' THEN g_least_high <= threshold OR high_each <= threshold
        END, FALSE) AS sure_before,
        h.held_before AND coalesce(CASE c.test
            WHEN '>' THEN high_open OR most_high > threshold WHEN '>=' THEN high_open OR most_high > threshold OR coalesce(most_point >= threshold, FALSE)
            WHEN '<' THEN low_open OR least_low < threshold WHEN '<=' THEN low_open OR least_low <= threshold
        END, TRUE) AS possible_before,
        gap_open OR coalesce(CASE c.test
            WHEN '>' THEN g_most_high > threshold WHEN '>=' THEN g_most_high >= threshold WHEN '<' THEN g_least_low < threshold WHEN '<=' THEN g_least_low <= threshold
        END, FALSE) AS possible_gap,
        NOT held_now AND coalesce(CASE c.test
            WHEN '>' THEN bound_high > threshold WHEN '>=' THEN bound_high >= threshold WHEN '<' THEN bound_low < threshold WHEN '<=' THEN bound_low <= threshold
        END, TRUE) AS may_now
    FROM firsts AS c
    JOIN entrants AS m ON m.claim = c.claim
    JOIN sides AS h
        ON h.series = c.series AND h.region = m.member AND h.first_month = c.first_month AND h.last_month = c.last_month AND h.since = c.since
),
asked AS (SELECT claim, count(*) AS members FROM entrants GROUP BY claim),
places AS (
    SELECT
        m.claim, 1 + count(*) FILTER (WHERE NOT own AND sure_before) AS low,
        1 + count(*) FILTER (WHERE NOT own AND (sure_before OR possible_before OR possible_now)) AS high,
        1 + count(*) FILTER (WHERE NOT own AND (sure_before OR possible_before OR possible_now OR possible_gap OR may_now OR NOT held_before))
            + max(a.members) - count(*) AS widest,
        bool_or(own AND held_before) AS dated, bool_or(own AND (sure_before OR NOT possible_now)) AS never,
        bool_or(own AND sure_now AND NOT possible_before AND NOT sure_before) AS surely, bool_or(own AND possible_gap) AS gap,
        string_agg(member, ',') FILTER (WHERE NOT own AND sure_before) AS members,
        max(a.members) AS asked, count(*) FILTER (WHERE held_before) AS held, max(since) AS since
    FROM judged AS m
    JOIN asked AS a ON a.claim = m.claim
    GROUP BY m.claim
    HAVING bool_or(own AND held_now)
)
SELECT
    claim, CASE WHEN surely THEN low ELSE 0 END AS low, CASE WHEN never THEN 0 ELSE high END AS high,
    CASE WHEN surely AND dated AND NOT gap THEN low ELSE 0 END AS widest_low, CASE WHEN never THEN 0 ELSE widest END AS widest_high,
    'rank' AS unit, CAST(NULL AS VARCHAR) AS observations, members, asked, held, 'sum' AS how, since
FROM places
