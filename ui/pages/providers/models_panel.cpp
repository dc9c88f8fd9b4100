#include "ui/pages/providers/models_panel.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>

#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 40;

std::vector<ColumnLayout> columns()
{
    return {{0, 0}, {110, 330}, {68, 0}};
}

} // namespace

ModelsPanel::ModelsPanel(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_removals(removals),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_add(new Button(Button::Kind::Text, tr("Add models"), this)),
      m_table(new TableView(kRow, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Models"));
    m_note->setObjectName(u"modelsNote"_s);
    m_add->setObjectName(u"addModels"_s);
    m_table->setObjectName(u"modelsTable"_s);
    m_table->setAccessibleName(tr("Models"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->hide();
    m_table->setModel(&m_model);
    m_table->setColumns(columns());
    m_switches = new RowSwitches(*m_table, ModelsModel::kSwitchColumn, [this](int row) {
        const ModelRow &model = m_model.rows()[static_cast<std::size_t>(row)];
        return RowSwitches::State{model.enabled, model.wanted, tr("Use the model %1").arg(model.name)};
    });
    auto *remove = new QAction(makeIcon(u"trash"_s), tr("Remove model"), m_table);
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &ModelsPanel::removeCurrent);
    m_table->addAction(remove);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 12);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(m_note, 1);
    head->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
    column->addStretch();
    connect(m_add, &QAbstractButton::clicked, this, &ModelsPanel::addAsked);
    connect(m_switches, &RowSwitches::asked, this, &ModelsPanel::setEnabled);
    connect(&m_removals, &PendingRemovals::changed, this, &ModelsPanel::refresh);
}

void ModelsPanel::showProvider(const ProviderRow *provider)
{
    const QString id = provider ? provider->id : QString();
    const bool other = id != m_provider;
    if (provider) {
        m_providerName = provider->name;
        m_anyModel = provider->anyModel;
    }
    if (other) {
        m_provider = id;
        m_known = false;
        m_last.clear();
    }
    present();
    if (other)
        refresh();
}

void ModelsPanel::refresh()
{
    if (m_provider.isEmpty())
        return;
    admin::AdminCall call{.operation = "provider_models.list", .path = {{"provider", m_provider.toStdString()}}};
    m_client.call(std::move(call), this, [this, id = m_provider](const base::Result<base::Json> &answer) {
        if (!answer || id != m_provider) // another one was chosen meanwhile
            return;
        m_known = true;
        m_last = parseModels(*answer);
        present();
    });
}

void ModelsPanel::present()
{
    std::vector<ModelRow> rows = m_last;
    std::erase_if(rows, [this](const ModelRow &row) { return m_removals.contains(row.id); });
    for (ModelRow &row : rows)
        if (const auto wanted = m_wanted.find(row.id); wanted != m_wanted.end())
            row.wanted = wanted->second;
    m_model.setRows(std::move(rows));
    const int count = m_model.rowCount();
    m_table->setVisible(count > 0);
    m_note->setText(count > 0 ? tr("%n, %1 on", nullptr, count).arg(m_model.enabledCount()) : QString());
    if (m_anyModel)
        m_words->setText(tr("Any model name is passed through to it."));
    else
        m_words->setText(count == 0 && m_known ? tr("It has no model yet, so no call reaches it.") : QString());
    m_words->setVisible(!m_words->text().isEmpty());
}

void ModelsPanel::setEnabled(int row, bool wanted)
{
    const ModelRow model = m_model.rows()[static_cast<std::size_t>(row)];
    m_wanted[model.id] = wanted;
    present();
    m_client.call(belowProvider("provider_models.update", m_provider, "model", model.id, {{"enabled", wanted}}), this,
                  [this, id = model.id, wanted](const base::Result<base::Json> &answer) {
                      m_wanted.erase(id);
                      if (!answer)
                          Q_EMIT refused(refusalWords(answer.error()));
                      else if (const auto hit = std::ranges::find(m_last, id, &ModelRow::id); hit != m_last.end())
                          hit->enabled = wanted;
                      present();
                      refresh();
                  });
}

void ModelsPanel::removeCurrent()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model.rowCount())
        return;
    const ModelRow model = m_model.rows()[static_cast<std::size_t>(row)];
    Removal removal{.id = model.id,
                    .text = tr("Model %1 of %2 removed").arg(model.name, m_providerName),
                    .erase = belowProvider("provider_models.delete", m_provider, "model", model.id)};
    if (model.enabled) {
        removal.stop = belowProvider("provider_models.update", m_provider, "model", model.id, {{"enabled", false}});
        removal.back = belowProvider("provider_models.update", m_provider, "model", model.id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
    present();
}

} // namespace ui
