#include "ui/pages/logs/log_line_sheet.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;
constexpr int kNameWidth = 120;

} // namespace

LogLineSheet::LogLineSheet(QWidget &window, const LogLineRow &row) : Sheet(window, metric::kSheetWidth)
{
    setObjectName(u"logLineSheet"_s);
    setTitle(tr("Line of the log"));
    setSubtitle(dayAndClockText(row.at.toLocalTime()) + millisText(row.at.toLocalTime()));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    auto *message = new Label(TextRole::Body, Tone::Plain, content);
    message->setObjectName(u"logMessage"_s);
    message->setText(row.message);
    message->setWordWrap(true);
    message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(message);
    column->addWidget(buildFacts(row));
    column->addStretch();
    setContent(content);
    auto *copy = new CopyButton(CopyButton::Label::Word, tr("Copy the line"), this);
    copy->setObjectName(u"copyLogLine"_s);
    copy->setCopyText(row.json);
    footer()->addStretch();
    footer()->addWidget(copy);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

QWidget *LogLineSheet::buildFacts(const LogLineRow &row)
{
    auto *out = new QWidget;
    auto *grid = new QGridLayout(out);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    auto *level = new Label(TextRole::Body, Tone::Quiet, out);
    level->setText(tr("Level"));
    grid->addWidget(level, 0, 0);
    grid->addWidget(new Badge(logLevelWords(row.level), logLevelTone(row.level), out), 0, 1, Qt::AlignLeft);
    addFact(*grid, tr("Part"), logCategoryWords(row.category));
    for (const auto &[name, value] : row.fields)
        addFact(*grid, name, value);
    return out;
}

void LogLineSheet::addFact(QGridLayout &grid, const QString &name, const QString &value)
{
    const int at = grid.rowCount();
    auto *words = new Label(TextRole::Body, Tone::Quiet, grid.parentWidget());
    words->setText(name);
    words->setElided(true);
    words->setMaximumWidth(kNameWidth);
    auto *shown = new Label(TextRole::Body, Tone::Plain, grid.parentWidget());
    shown->setText(value);
    shown->setWordWrap(true);
    shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid.addWidget(words, at, 0, Qt::AlignTop);
    grid.addWidget(shown, at, 1);
}

} // namespace ui
