#include "ui/pages/logs/log_line_sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/parts/fact_list.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;

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
    auto *out = new FactList;
    out->add(tr("Level"), new Badge(logLevelWords(row.level), logLevelTone(row.level), out));
    out->add(tr("Part"), logCategoryWords(row.category));
    for (const auto &[name, value] : row.fields)
        out->add(name, value);
    return out;
}

} // namespace ui
