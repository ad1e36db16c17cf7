-- What a state shows beside its observations (`held.sql`): its sources, and the rows rejected.

CREATE VIEW sources AS
SELECT id, title, publisher, via, released, address, reliability, note, load
FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.id ORDER BY l.seq DESC) AS newest
    FROM sources_stored AS s
    JOIN loads_live AS l ON l.load = s.load
) AS ranked
WHERE newest = 1;

CREATE VIEW quarantine AS
SELECT q.* FROM quarantine_stored AS q JOIN loads_live AS l ON l.load = q.load;
