#pragma once

#include <QString>
#include <QStringList>

#include "base/result.h"

class QWidget;

namespace ui {

/// What is wrong with a name of a provider or of a key before it is sent; empty when nothing is. `taken` are the names
/// of the others.
QString providerNameProblem(const QString &name, const QStringList &taken);
QString keyNameProblem(const QString &name, const QStringList &taken);

/// What is wrong with a base URL; empty when nothing is.
QString addressProblem(const QString &url);

/// What is wrong with the name of an environment variable, or with a path; empty when nothing is.
QString variableProblem(const QString &name);
QString pathProblem(const QString &path);

/// A base URL as the gateway takes it: without spaces around it and without a / at its end.
QString tidyAddress(const QString &url);

/// Why the gateway refused a change, in words of the window where it has some, else in the gateway's own.
QString refusalWords(const base::Error &error);

/// Shows the error at the field of `form` that it is about and puts the focus there. False when no field is.
bool showAtField(QWidget &form, const base::Error &error);

} // namespace ui
