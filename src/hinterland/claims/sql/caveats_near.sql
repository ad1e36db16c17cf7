-- What caveats on margins rest on, for all claims at once: the nearest that could turn a place, a count, a first or a comparison over.
WITH own AS (
    SELECT n.claim, n.need, a.value
    FROM claim_needs AS n
    JOIN answers AS a ON a.need = n.need
    WHERE n.role = 'subject'
),
-- What could turn the claim over: of a place and a comparison those that the subject is set against, of a count and a first the threshold.
near AS (
    SELECT
        c.claim, coalesce(n.member, c.subject) AS member, a.value, c.threshold, s.value AS own,
        c.kind IN ('rank', 'comparison') AS rivalled
    FROM claims AS c
    JOIN claim_needs AS n
        ON n.claim = c.claim AND n.placed
        AND n.role = CASE c.kind WHEN 'rank' THEN 'member' WHEN 'count' THEN 'member' WHEN 'comparison' THEN 'versus' WHEN 'first' THEN 'subject' END
    JOIN answers AS a ON a.need = n.need
    JOIN own AS s ON s.claim = c.claim
    WHERE CASE
        WHEN c.kind = 'rank' THEN n.need <> s.need
        WHEN c.kind = 'comparison' THEN n.need <> s.need AND c.test IN ('>', '>=', '<', '<=')
        ELSE c.threshold IS NOT NULL
    END
),
rivals AS (
    SELECT
        claim, member, CASE WHEN rivalled THEN abs(value - own) ELSE abs(value - threshold) END AS gap,
        CASE WHEN rivalled THEN abs(own) ELSE abs(CAST(threshold AS DOUBLE)) END AS size
    FROM near
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY claim ORDER BY gap, member) AS place FROM rivals WHERE gap IS NOT NULL
)
SELECT claim, member AS nearest, CAST(gap AS DOUBLE) AS gap, CAST(size AS DOUBLE) AS size
FROM placed
WHERE place = 1
