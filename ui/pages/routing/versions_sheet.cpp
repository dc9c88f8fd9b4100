#include "ui/pages/routing/versions_sheet.h"

#include <utility>

#include <QAccessible>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 840;
constexpr int kRow = 40;
constexpr int kSide = 24;
constexpr auto kMostPlans = "100";

} // namespace

VersionsSheet::VersionsSheet(admin::AdminClient &client, QWidget &window, std::vector<ProviderChoice> providers)
    : Sheet(window, kWidth),
      m_client(client),
      m_providers(std::move(providers)),
      m_words(new Label(TextRole::Body, Tone::Error, this))
{
    setObjectName(u"versionsSheet"_s);
    setTitle(tr("Versions"));
    setSubtitle(tr("Every change publishes a new version. Restoring one puts its values back as the next version."));
    build();
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    ask();
}

void VersionsSheet::build()
{
    auto *content = new QWidget;
    m_list = new TableView(kRow, content);
    m_list->setObjectName(u"plansTable"_s);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setModel(&m_plans);
    m_list->setColumns(PlansModel::columnLayouts());
    m_list->setMinimumHeight(metric::kTableHead + 5 * kRow);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide - TableView::kOuterPadding, 0, kSide - TableView::kOuterPadding, 12);
    column->setSpacing(12);
    column->addWidget(m_list, 3);
    column->addWidget(buildDiff(), 2);
    setContent(content);
    m_words->setObjectName(u"versionsWords"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    m_restore = new Button(Button::Kind::Primary, tr("Restore"), this);
    m_restore->setObjectName(u"restorePlan"_s);
    m_restore->setEnabled(false);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_restore);
    connect(m_restore, &QAbstractButton::clicked, this, &VersionsSheet::restore);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionsSheet::showDiff);
}

QWidget *VersionsSheet::buildDiff()
{
    auto *out = new QWidget(m_list->parentWidget());
    m_against = new SegmentedControl({tr("What it changed"), tr("What restoring changes")}, out);
    m_against->setObjectName(u"diffAgainst"_s);
    m_against->setAccessibleName(tr("Which changes are shown"));
    connect(m_against, &SegmentedControl::chosen, this, &VersionsSheet::showDiff);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(TableView::kOuterPadding, 0, 0, 0);
    head->addWidget(m_against);
    head->addStretch();
    m_none = new Label(TextRole::Body, Tone::Quiet, out);
    m_none->setObjectName(u"noChanges"_s);
    m_none->setContentsMargins(TableView::kOuterPadding, 0, 0, 0);
    m_none->setWordWrap(true);
    m_none->hide();
    m_diff = new TableView(kRow, out);
    m_diff->setObjectName(u"planDiff"_s);
    m_diff->setAccessibleName(tr("What changed"));
    m_diff->setModel(&m_changes);
    m_diff->setColumns(PlanDiffModel::columnLayouts());
    m_diff->setMinimumHeight(metric::kTableHead + 3 * kRow);
    auto *column = new QVBoxLayout(out);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_none);
    column->addWidget(m_diff, 1);
    return out;
}

void VersionsSheet::ask()
{
    m_client.call({.operation = "router.plans.list", .query = {{"limit", kMostPlans}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return say(refusalWords(answer.error()));
                      m_plans.setRows(parsePlans(*answer));
                      if (m_plans.rowCount() > 0)
                          m_list->setCurrentIndex(m_plans.index(0, 0));
                  });
}

void VersionsSheet::showDiff()
{
    if (m_armed)
        disarm();
    const PlanRow *plan = m_plans.row(m_list->currentIndex().row());
    if (!plan)
        return;
    m_shown = plan->version;
    m_restore->setEnabled(m_list->currentIndex().row() > 0); // the newest holds already
    admin::AdminCall call = onPlan("router.plans.diff", plan->version);
    if (m_against->current() == 1) // from what holds to what was
        call.query = {{"with", std::to_string(m_plans.row(0)->version)}};
    m_client.call(std::move(call), this, [this, version = plan->version](const base::Result<base::Json> &answer) {
        if (version == m_shown)
            takeDiff(answer);
    });
}

void VersionsSheet::takeDiff(const base::Result<base::Json> &answer)
{
    std::vector<PlanChange> changes = answer ? parseChanges(*answer, m_providers) : std::vector<PlanChange>();
    m_none->setText(!answer ? refusalWords(answer.error()) : tr("No differences."));
    m_none->setVisible(changes.empty());
    m_diff->setVisible(!changes.empty());
    m_changes.setRows(std::move(changes));
}

void VersionsSheet::disarm()
{
    m_armed = false;
    m_restore->setText(tr("Restore"));
    say({});
}

/// Asks twice: it changes what all calls do.
void VersionsSheet::restore()
{
    if (!m_armed) {
        m_armed = true;
        m_restore->setText(tr("Restore version %1").arg(m_shown));
        return say(tr("Providers, models, rules and the model map become what they were then. Client keys stay. Press "
                      "again to restore."));
    }
    m_restore->setEnabled(false);
    m_client.call(onPlan("router.plans.restore", m_shown, base::Json::object()), this,
                  [this, version = m_shown](const base::Result<base::Json> &answer) {
                      m_restore->setEnabled(true);
                      disarm();
                      if (!answer)
                          return say(refusalWords(answer.error()));
                      Q_EMIT restored(version, tr("Version %1 restored").arg(version));
                      takeRestored(*answer);
                  });
}

void VersionsSheet::takeRestored(const base::Json &answer)
{
    ask();
    if (const QStringList missed = parseMissed(answer); !missed.isEmpty())
        say(tr("Not restored: %1").arg(missed.join(u"; "_s)));
}

void VersionsSheet::say(const QString &words)
{
    m_words->setText(words);
    m_words->setTone(m_armed ? Tone::Plain : Tone::Error);
    m_words->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
