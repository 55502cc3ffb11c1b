-- Views for people: names in the place of ids. What is asserted never stands without whose word it
-- is, and whether he denies it: `status` of a statement, `given_by` of a figure.

CREATE VIEW articles AS
SELECT day AS published, outlet, title, dated_by, url,
       (SELECT count(*) FROM statements WHERE statements.document = documents.id) AS statements,
       (SELECT count(*) FROM figures WHERE figures.document = documents.id) AS figures,
       language, id
FROM documents
ORDER BY day, id;

CREATE VIEW statements_in_words AS
SELECT documents.day AS published, documents.outlet, statements.status, statements.text,
       statements.kind, statements.act, statements.verification,
       speakers.name AS speaker, sides.name AS side,
       statements.said_from, statements.said_to, statements.when_from, statements.when_to,
       statements.place, statements.origin_name, documents.title AS article, documents.url,
       statements.id, statements.document, statements.origin
FROM statements
LEFT JOIN documents ON documents.id = statements.document
LEFT JOIN entities AS speakers ON speakers.id = statements.speaker
LEFT JOIN entities AS sides ON sides.id = speakers.side
ORDER BY documents.day, statements.document, statements.content_start;

CREATE VIEW figures_in_words AS
SELECT questions.text AS question, questions.relation, documents.day AS published,
       documents.outlet, figures.given_by, figures.text, figures.of,
       figures.low, figures.high, figures.unit, figures.comparator,
       figures.when_from, figures.when_to, figures.place,
       speakers.name AS speaker, sides.name AS side, figures.origin_name,
       documents.title AS article, documents.url, figures.id, figures.document, figures.statement, figures.origin,
       figures.question AS question_id
FROM figures
LEFT JOIN questions ON questions.id = figures.question
LEFT JOIN documents ON documents.id = figures.document
LEFT JOIN entities AS speakers ON speakers.id = figures.speaker
LEFT JOIN entities AS sides ON sides.id = speakers.side
ORDER BY documents.day, figures.document, figures.span_start;

CREATE VIEW answers_in_words AS
SELECT questions.text AS question, questions.relation,
       question_answers.given_by,
       question_answers.low, question_answers.high, questions.unit,
       question_answers.as_of_from, question_answers.as_of_to,
       (SELECT count(*) FROM answer_figures AS mine
        WHERE mine.question = questions.id AND mine.answer = question_answers.answer) AS figures,
       (SELECT count(*) FROM answer_origins AS mine
        WHERE mine.question = questions.id AND mine.answer = question_answers.answer) AS origins,
       questions.id AS question_id, questions.view
FROM question_answers
JOIN questions ON questions.id = question_answers.question
ORDER BY questions.view, question_answers.answer;

CREATE VIEW origins_in_words AS
SELECT told.origin_name AS origin, count(DISTINCT coalesce(documents.outlet, documents.id)) AS outlets,
       count(DISTINCT told.document) AS articles, 
       sum(told.type = 'statement') AS statements, sum(told.type = 'figure') AS figures,
       group_concat(DISTINCT coalesce(documents.outlet, documents.id)) AS carried_by,
       told.origin AS id
FROM (SELECT 'statement' AS type, origin, origin_name, document FROM statements
      UNION ALL SELECT 'figure', origin, origin_name, document FROM figures) AS told
LEFT JOIN documents ON documents.id = told.document
WHERE told.origin IS NOT NULL
GROUP BY told.origin
ORDER BY outlets DESC, articles DESC, told.origin;

CREATE VIEW links_in_words AS
SELECT coalesce(from_statements.title, from_figures.title) AS "from",
       links.kind,
       coalesce(to_statements.title, to_figures.title) AS "to",
       reasons.rule, links.from_id, links.to_id, links.id
FROM links
LEFT JOIN statements AS from_statements ON from_statements.id = links.from_id
LEFT JOIN figures AS from_figures ON from_figures.id = links.from_id
LEFT JOIN statements AS to_statements ON to_statements.id = links.to_id
LEFT JOIN figures AS to_figures ON to_figures.id = links.to_id
LEFT JOIN reasons ON reasons.type = 'link' AND reasons.row = links.id AND reasons.field = 'kind'
ORDER BY links.kind, links.id;

CREATE VIEW places_on_the_map AS
SELECT places.name, places.text, places.country, places.precision,
       places.lat AS latitude, places.lon AS longitude,
       documents.day AS published, documents.outlet, documents.url,
       places.id, places.document, places.gazetteer_id
FROM places
LEFT JOIN documents ON documents.id = places.document
WHERE places.lat IS NOT NULL
ORDER BY places.name, places.document, places.span_start;

CREATE VIEW reasons_in_words AS
SELECT reasons.type, reasons.row, reasons.field, reasons.rule,
       substr(documents.text, spans.start + 1, spans."end" - spans.start) AS words,
       documents.outlet, spans.document, spans.start, spans."end"
FROM reasons
LEFT JOIN reason_spans AS spans
  ON spans.type = reasons.type AND spans.row = reasons.row AND spans.field = reasons.field
LEFT JOIN documents ON documents.id = spans.document
ORDER BY reasons.type, reasons.row, reasons.field, spans.position;
