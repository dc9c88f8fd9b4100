#include "ui/pages/audit/audit_sheet.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/audit/audit_words.h"
#include "ui/parts/fact_list.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 640;
constexpr int kSide = 24;
constexpr int kRow = 40;

} // namespace

AuditSheet::AuditSheet(QWidget &window, const AuditRow &row) : Sheet(window, kWidth)
{
    setObjectName(u"auditSheet"_s);
    setTitle(operationWords(row.operation));
    setSubtitle(dayAndClockText(row.at.toLocalTime()));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    column->addWidget(buildFacts(row));
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, content);
    title->setText(tr("What changed"));
    column->addWidget(title);
    if (row.changes.empty()) {
        auto *none = new Label(TextRole::Body, Tone::Quiet, content);
        none->setObjectName(u"auditNoChanges"_s);
        none->setText(row.isDone() ? tr("Nothing that is kept was changed.") : tr("Nothing: it was refused."));
        none->setWordWrap(true);
        column->addWidget(none);
        column->addStretch();
    } else {
        m_changes.setRows(row.changes);
        auto *table = new TableView(kRow, content);
        table->setObjectName(u"auditChanges"_s);
        table->setAccessibleName(tr("What changed"));
        table->setModel(&m_changes);
        table->setColumns(PlanDiffModel::columnLayouts());
        table->setMinimumHeight(metric::kTableHead + 4 * kRow);
        column->addWidget(table, 1);
    }
    setContent(content);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

QWidget *AuditSheet::buildFacts(const AuditRow &row)
{
    constexpr auto kElided = FactList::Fit::Elided;
    auto *out = new FactList;
    out->add(tr("Outcome"), new Badge(outcomeWords(row.outcome), outcomeTone(row.outcome), out));
    if (!row.isDone())
        out->add(tr("Refused with"), row.outcome, u"auditCode"_s, kElided);
    out->add(tr("Who"), actorWords(row), u"auditWho"_s, kElided);
    out->add(tr("From"), originWords(row), u"auditFrom"_s, kElided);
    if (!row.targetName.isEmpty())
        out->add(tr("Of what"), row.targetName, u"auditTarget"_s, kElided);
    if (!row.targetId.isEmpty())
        out->add(tr("Id"), row.targetId, u"auditTargetId"_s, kElided);
    out->add(tr("Operation"), row.operation, u"auditOperation"_s, kElided);
    out->add(tr("Entry"), QLocale().toString(row.seq), u"auditSeq"_s, kElided);
    out->add(tr("Hash"), buildHash(row), true);
    return out;
}

QWidget *AuditSheet::buildHash(const AuditRow &row)
{
    auto *out = new QWidget;
    auto *words = new Label(TextRole::CodeSmall, Tone::Plain, out);
    words->setObjectName(u"auditHash"_s);
    words->setText(row.hash);
    words->setElided(true);
    auto *copy = new CopyButton(CopyButton::Label::IconOnly, tr("Copy the hash"), out);
    copy->setCopyText(row.hash);
    auto *line = new QHBoxLayout(out);
    line->setContentsMargins({});
    line->setSpacing(8);
    line->addWidget(words, 1);
    line->addWidget(copy);
    return out;
}

} // namespace ui
