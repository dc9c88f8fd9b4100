#include "ui/pages/logs/log_line_row.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::at;
using base::Json;

struct LevelWords {
    const char *level;
    const char *words;
    const char *andAbove;
    Tone tone;
};
constexpr LevelWords kLevels[] = {
    {"error", QT_TRANSLATE_NOOP("ui::logs", "Error"), QT_TRANSLATE_NOOP("ui::logs", "Errors only"), Tone::Error},
    {"warning", QT_TRANSLATE_NOOP("ui::logs", "Warning"), QT_TRANSLATE_NOOP("ui::logs", "Warnings and errors"),
     Tone::Warn},
    {"info", QT_TRANSLATE_NOOP("ui::logs", "Info"), QT_TRANSLATE_NOOP("ui::logs", "All but debug"), Tone::Accent},
    {"debug", QT_TRANSLATE_NOOP("ui::logs", "Debug"), nullptr, Tone::Quiet},
};

struct CategoryWords {
    const char *category;
    const char *words;
};
constexpr CategoryWords kCategories[] = {
    // a new part of the program is one line here
    {"gateway", QT_TRANSLATE_NOOP("ui::logs", "Gateway")},
    {"calls", QT_TRANSLATE_NOOP("ui::logs", "Calls")},
    {"ledger", QT_TRANSLATE_NOOP("ui::logs", "Ledger")},
    {"storage", QT_TRANSLATE_NOOP("ui::logs", "Storage")},
    {"server", QT_TRANSLATE_NOOP("ui::logs", "Server")},
    {"keychain", QT_TRANSLATE_NOOP("ui::logs", "Keychain")},
    {"audit", QT_TRANSLATE_NOOP("ui::logs", "Audit")},
    {"budgets", QT_TRANSLATE_NOOP("ui::logs", "Budgets")},
    {"health", QT_TRANSLATE_NOOP("ui::logs", "Health")},
    {"alerts", QT_TRANSLATE_NOOP("ui::logs", "Alerts")},
    {"general", QT_TRANSLATE_NOOP("ui::logs", "Everything else")},
};

const LevelWords *knownLevel(const QString &level)
{
    const auto *hit =
        std::ranges::find_if(kLevels, [&](const LevelWords &one) { return level == QLatin1StringView(one.level); });
    return hit == std::end(kLevels) ? nullptr : hit;
}

QString valueText(const Json &value)
{
    return QString::fromStdString(value.is_string() ? base::textOr(value) : base::dump(value));
}

LogLineRow rowOf(const Json &line)
{
    LogLineRow out{.id = base::integerOr(at(line, "id")),
                   .at = parseTime(fieldText(line, "time")),
                   .level = fieldText(line, "level"),
                   .category = fieldText(line, "category"),
                   .message = fieldText(line, "message"),
                   .json = QString::fromStdString(base::dump(line))};
    if (const Json &fields = at(line, "fields"); fields.is_object())
        for (const auto &[name, value] : fields.items())
            out.fields.emplace_back(QString::fromStdString(name), valueText(value));
    return out;
}

} // namespace

LogLinePage parseLogLines(const Json &answer)
{
    const Json &files = at(answer, "files");
    LogLinePage out{.next = fieldText(answer, "next"),
                    .newest = base::integerOr(at(answer, "newest")),
                    .failing = at(files, "state") == "failing",
                    .directory = fieldText(files, "directory")};
    for (const Json &line : at(answer, "data"))
        out.rows.push_back(rowOf(line));
    for (const Json &category : at(answer, "categories"))
        out.categories.append(QString::fromStdString(base::textOr(category)));
    return out;
}

QString logLevelWords(const QString &level)
{
    const LevelWords *known = knownLevel(level);
    return known ? QCoreApplication::translate("ui::logs", known->words) : level;
}

Tone logLevelTone(const QString &level)
{
    const LevelWords *known = knownLevel(level);
    return known ? known->tone : Tone::Quiet;
}

QString logCategoryWords(const QString &category)
{
    const auto *hit = std::ranges::find_if(
        kCategories, [&](const CategoryWords &one) { return category == QLatin1StringView(one.category); });
    return hit == std::end(kCategories) ? category : QCoreApplication::translate("ui::logs", hit->words);
}

QList<FilterChoice> logLevels()
{
    QList<FilterChoice> out;
    for (const LevelWords &level : kLevels)
        if (level.andAbove)
            out.append({QLatin1StringView(level.level), QCoreApplication::translate("ui::logs", level.andAbove)});
    return out;
}

} // namespace ui
