-- `top-N` are the N largest of a nation's regions by the level of the same concept and period, whatever the claim measures of them. A region whose level is
-- missing may belong to them too unless its upper bound falls short of the smallest, and puts as many of the smallest in doubt: so an unsure scope makes
-- an unsure answer.
--
-- Who they are doesn't change with the claims: they are found once for each scope, concept and period, those of `tops`.
INSERT INTO largest
WITH sizes AS (
    SELECT c.*, l.region AS member, l.value
    FROM tops AS c
    JOIN levels AS l
        ON l.concept = c.concept AND l.flow = c.flow AND l.product = 'all' AND l.partner = 'world' AND l.regime = 'all' AND l.measure = 'value'
        AND coalesce(l.basis, '') = coalesce(c.basis, '') AND l.currency = c.currency AND l.first_month = c.first_month AND l.last_month = c.last_month
    JOIN scope_members AS p ON p.scope = c.peers AND p.member = l.region
    WHERE l.value IS NOT NULL
),
placed AS (
    SELECT
        *, row_number() OVER (PARTITION BY scope, peers, flow, concept, basis, currency, first_month, last_month ORDER BY value DESC, member) AS place
    FROM sizes
),
smallest AS (
    SELECT scope, peers, concept, basis, currency, first_month, last_month, min(value) AS value, count(*) AS found
    FROM placed
    WHERE place <= n
    GROUP BY scope, peers, concept, basis, currency, first_month, last_month
),
others AS (
    SELECT t.scope, t.peers, t.flow, t.concept, t.basis, t.currency, t.first_month, t.last_month, t.n, p.member
    FROM tops AS t
    JOIN scope_members AS p ON p.scope = t.peers
    LEFT JOIN sizes AS z
        ON z.scope = t.scope AND z.peers = t.peers AND z.concept = t.concept AND coalesce(z.basis, '') = coalesce(t.basis, '') AND z.currency = t.currency
        AND z.first_month = t.first_month AND z.last_month = t.last_month AND z.member = p.member
    LEFT JOIN smallest AS s
        ON s.scope = t.scope AND s.peers = t.peers AND s.concept = t.concept AND coalesce(s.basis, '') = coalesce(t.basis, '') AND s.currency = t.currency
        AND s.first_month = t.first_month AND s.last_month = t.last_month
    LEFT JOIN unheld AS u
        ON u.region = p.member AND u.first_month = t.first_month AND u.last_month = t.last_month
        AND u.series = concat_ws('|', t.concept, t.flow, 'all|world|all|value', coalesce(t.basis, ''), t.currency)
    WHERE z.member IS NULL AND (s.found IS NULL OR s.found < t.n OR u.high IS NULL OR u.high > s.value)
),
doubts AS (
    SELECT scope, peers, concept, basis, currency, first_month, last_month, count(*) AS members
    FROM others
    GROUP BY scope, peers, concept, basis, currency, first_month, last_month
)
SELECT p.scope, p.concept, p.basis, p.currency, p.first_month, p.last_month, p.peers, p.flow, p.member, TRUE AS placed, p.place <= p.n - coalesce(d.members, 0) AS certain
FROM placed AS p
LEFT JOIN doubts AS d
    ON d.scope = p.scope AND d.peers = p.peers AND d.concept = p.concept AND coalesce(d.basis, '') = coalesce(p.basis, '') AND d.currency = p.currency
    AND d.first_month = p.first_month AND d.last_month = p.last_month
WHERE p.place <= p.n
UNION ALL
SELECT scope, concept, basis, currency, first_month, last_month, peers, flow, member, FALSE AS placed, FALSE AS certain
FROM others;
