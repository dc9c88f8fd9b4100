#include "ui/pages/alerts/alert_sheet.h"

#include <QVBoxLayout>

#include "ui/parts/fact_list.h"
#include "ui/text/alert_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 560;
constexpr int kSide = 24;

QString endWords(const AlertRow &row)
{
    if (row.isOpen())
        return AlertSheet::tr("It is still so");
    if (row.endedBy == "gone"_L1)
        return AlertSheet::tr("It was removed or switched off");
    if (row.endedBy == "rule_off"_L1)
        return AlertSheet::tr("Nobody watches it any more");
    return row.endedBy == "moment"_L1 ? AlertSheet::tr("It has no length") : AlertSheet::tr("It recovered");
}

} // namespace

AlertSheet::AlertSheet(QWidget &window, const AlertRow &row) : Sheet(window, kWidth)
{
    setObjectName(u"alertSheet"_s);
    setTitle(row.headline);
    setSubtitle(alertKindTitle(row.kind));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    column->addWidget(buildFacts(row));
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, content);
    title->setText(tr("Messages"));
    column->addWidget(title);
    addNotices(*column, row);
    column->addStretch();
    setContent(content);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

QWidget *AlertSheet::buildFacts(const AlertRow &row)
{
    auto *out = new FactList;
    out->add(tr("Severity"), new Badge(severityWord(row.severity), severityTone(row.severity), out));
    if (!row.detail.isEmpty())
        out->add(tr("What"), row.detail, u"alertFact"_s);
    out->add(tr("From"), dayAndClockText(row.from.toLocalTime()), u"alertFrom"_s);
    if (!row.isOpen() && row.endedBy != "moment"_L1)
        out->add(tr("Until"), dayAndClockText(row.until.toLocalTime()), u"alertUntil"_s);
    out->add(tr("End"), endWords(row), u"alertEnd"_s);
    out->add(tr("Id"), row.id, u"alertId"_s);
    return out;
}

void AlertSheet::addNotices(QVBoxLayout &column, const AlertRow &row)
{
    if (row.notices.empty()) {
        auto *none = new Label(TextRole::Body, Tone::Quiet, column.parentWidget());
        none->setObjectName(u"noAlertMessages"_s);
        none->setText(tr("No channel was told: none takes alerts of this severity, or it was silenced."));
        none->setWordWrap(true);
        return column.addWidget(none);
    }
    const QDateTime now = QDateTime::currentDateTime();
    auto *list = new FactList(column.parentWidget());
    for (const AlertNotice &notice : row.notices) {
        const QString channel = notice.channel.isEmpty() ? tr("A removed channel") : notice.channel;
        list->add(clockText(notice.at, now),
                  channel + u" · "_s + alertEventWord(notice.event) + u" · "_s + noticeWords(notice),
                  u"alertMessage"_s);
    }
    column.addWidget(list);
}

} // namespace ui
