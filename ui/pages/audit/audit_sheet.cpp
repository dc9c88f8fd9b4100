#include "ui/pages/audit/audit_sheet.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/audit/audit_words.h"
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
constexpr int kNameWidth = 120;

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
    auto *out = new QWidget;
    auto *grid = new QGridLayout(out);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    auto *state = new Label(TextRole::Body, Tone::Quiet, out);
    state->setText(tr("Outcome"));
    grid->addWidget(state, 0, 0);
    grid->addWidget(new Badge(outcomeWords(row.outcome), outcomeTone(row.outcome), out), 0, 1, Qt::AlignLeft);
    if (!row.isDone())
        addFact(*grid, tr("Refused with"), row.outcome, "auditCode");
    addFact(*grid, tr("Who"), actorWords(row), "auditWho");
    addFact(*grid, tr("From"), originWords(row), "auditFrom");
    if (!row.targetName.isEmpty())
        addFact(*grid, tr("Of what"), row.targetName, "auditTarget");
    if (!row.targetId.isEmpty())
        addFact(*grid, tr("Id"), row.targetId, "auditTargetId");
    addFact(*grid, tr("Operation"), row.operation, "auditOperation");
    addFact(*grid, tr("Entry"), QLocale().toString(row.seq), "auditSeq");
    auto *hash = new Label(TextRole::Body, Tone::Quiet, out);
    hash->setText(tr("Hash"));
    grid->addWidget(hash, grid->rowCount(), 0);
    grid->addWidget(buildHash(row), grid->rowCount() - 1, 1);
    return out;
}

void AuditSheet::addFact(QGridLayout &grid, const QString &name, const QString &value, const char *objectName)
{
    const int at = grid.rowCount();
    auto *words = new Label(TextRole::Body, Tone::Quiet, grid.parentWidget());
    words->setText(name);
    auto *shown = new Label(TextRole::Body, Tone::Plain, grid.parentWidget());
    shown->setObjectName(QString::fromLatin1(objectName));
    shown->setText(value);
    shown->setElided(true);
    grid.addWidget(words, at, 0);
    grid.addWidget(shown, at, 1);
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
