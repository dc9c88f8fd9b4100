#include "ui/pages/alerts/alert_sheet.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include "ui/text/alert_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 560;
constexpr int kSide = 24;
constexpr int kNameWidth = 120;

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
    auto *out = new QWidget;
    auto *grid = new QGridLayout(out);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    auto *state = new Label(TextRole::Body, Tone::Quiet, out);
    state->setText(tr("Severity"));
    grid->addWidget(state, 0, 0);
    grid->addWidget(new Badge(severityWord(row.severity), severityTone(row.severity), out), 0, 1, Qt::AlignLeft);
    if (!row.detail.isEmpty())
        addFact(*grid, tr("What"), row.detail, "alertFact");
    addFact(*grid, tr("From"), dayAndClockText(row.from.toLocalTime()), "alertFrom");
    if (!row.isOpen() && row.endedBy != "moment"_L1)
        addFact(*grid, tr("Until"), dayAndClockText(row.until.toLocalTime()), "alertUntil");
    addFact(*grid, tr("End"), endWords(row), "alertEnd");
    addFact(*grid, tr("Id"), row.id, "alertId");
    return out;
}

void AlertSheet::addFact(QGridLayout &grid, const QString &name, const QString &value, const char *objectName)
{
    const int at = grid.rowCount();
    auto *words = new Label(TextRole::Body, Tone::Quiet, grid.parentWidget());
    words->setText(name);
    auto *shown = new Label(TextRole::Body, Tone::Plain, grid.parentWidget());
    shown->setObjectName(QString::fromLatin1(objectName));
    shown->setText(value);
    shown->setWordWrap(true);
    grid.addWidget(words, at, 0, Qt::AlignTop);
    grid.addWidget(shown, at, 1);
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
    auto *list = new QWidget(column.parentWidget());
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    for (const AlertNotice &notice : row.notices) {
        const QString channel = notice.channel.isEmpty() ? tr("A removed channel") : notice.channel;
        addFact(*grid, clockText(notice.at, now),
                channel + u" · "_s + alertEventWord(notice.event) + u" · "_s + noticeWords(notice), "alertMessage");
    }
    column.addWidget(list);
}

} // namespace ui
