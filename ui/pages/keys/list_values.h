#pragma once

#include <QString>
#include <QStringList>

#include "base/json.h"

namespace ui {

/// The words of a line, between commas, without the spaces around them.
QStringList wordsIn(const QString &line);
base::Json namesJson(const QStringList &names);
/// A list of texts in an answer; what is no text is left out.
QStringList namesOf(const base::Json &list);

/// What is wrong with the name of a user or a team; empty when nothing is.
QString personNameProblem(const QString &name);
/// What is wrong with an e-mail address; empty when nothing is, or when there is none.
QString emailProblem(const QString &email);
/// What is wrong with addresses and networks such as 10.0.0.0/8 and ::1; empty when nothing is.
QString networksProblem(const QStringList &networks);
/// What is wrong with where a secret is; empty when nothing is, or when nothing is said.
QString referenceProblem(const QString &reference);
/// What is wrong with tags; empty when nothing is.
QString tagsProblem(const QStringList &tags);

} // namespace ui
