-- What a state shows: its observations with the number of their load, its sources, and the preferred figure of each cell.
-- :as_of leaves out what was published later (an original without a date is kept); the table left_out names sources to do without.

CREATE TEMP VIEW held AS
SELECT o.*, l.seq
FROM observations_stored AS o
JOIN loads_live AS l ON l.load = o.load
WHERE o.source NOT IN (SELECT source FROM left_out)
  AND (:as_of IS NULL OR o.released_on IS NULL OR o.released_on <= :as_of);

CREATE TEMP VIEW sources AS
SELECT id, title, publisher, via, released, address, reliability, note, load
FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.id ORDER BY l.seq DESC) AS newest
    FROM sources_stored AS s
    JOIN loads_live AS l ON l.load = s.load
) AS ranked
WHERE newest = 1;

CREATE TEMP VIEW quarantine AS
SELECT q.* FROM quarantine_stored AS q JOIN loads_live AS l ON l.load = q.load;
