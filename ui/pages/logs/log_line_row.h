#pragma once

#include <utility>
#include <vector>

#include <QDateTime>
#include <QList>
#include <QString>

#include "base/json.h"
#include "ui/pages/requests/request_query.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/cell.h"

namespace ui {

/// One line of the log. All text comes from outside and is shown as plain text only.
struct LogLineRow {
    qint64 id = 0;
    QDateTime at{};
    QString level{};
    QString category{};
    QString message{};
    std::vector<std::pair<QString, QString>> fields{}; ///< Values by name, as text.
    QString json{};                                    ///< The whole, as files have it.
    friend bool operator==(const LogLineRow &, const LogLineRow &) = default;
};

/// A page of `logs.list`.
struct LogLinePage {
    std::vector<LogLineRow> rows{}; ///< Newest first.
    QString next{};                 ///< Empty: there is no further page.
    qint64 newest = 0;              ///< Id of the newest line there is, whatever was asked for.
    QStringList categories{};
    bool failing = false; ///< The files of the log cannot be written.
    QString directory{};  ///< Where they are.
};
LogLinePage parseLogLines(const base::Json &answer);

/// "Warning"; a word from the future stays as it is.
QString logLevelWords(const QString &level);
Tone logLevelTone(const QString &level);
/// "Provider calls"; a part that has no words yet stays as it is.
QString logCategoryWords(const QString &category);
/// What the list can be narrowed to: that level and above.
QList<FilterChoice> logLevels();

} // namespace ui
