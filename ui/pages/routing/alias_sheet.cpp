#include "ui/pages/routing/alias_sheet.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/rule_parts.h"
#include "ui/pages/routing/target_editor.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 720;

} // namespace

AliasSheet::AliasSheet(admin::AdminClient &client, QWidget &window, AliasRow alias,
                       std::vector<ProviderChoice> providers, const QString &defaultStrategy)
    : FormSheet(window, kWidth, tr("Save alias")),
      m_client(client),
      m_alias(std::move(alias)),
      m_providers(std::move(providers)),
      m_defaultStrategy(defaultStrategy),
      m_list(new QVBoxLayout),
      m_add(new Button(Button::Kind::Text, tr("Add target"), form()))
{
    setObjectName(u"aliasSheet"_s);
    setTitle(m_alias.id.isEmpty() ? tr("New alias") : tr("Edit alias"));
    addGeneral();
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, form());
    title->setText(tr("Leads to"));
    m_add->setObjectName(u"addTarget"_s);
    m_add->setIconName(u"plus"_s);
    m_list->setSpacing(12);
    fields()->addWidget(title);
    fields()->addLayout(m_list);
    fields()->addWidget(m_add, 0, Qt::AlignLeft);
    fields()->addStretch();
    if (m_alias.targets.empty())
        m_alias.targets.emplace_back();
    for (const TargetRow &target : m_alias.targets)
        addTarget(target);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        addTarget({})->focusModel();
        markEdited();
    });
    markSaved();
}

void AliasSheet::addGeneral()
{
    m_name = new LineEdit(form());
    m_name->setText(m_alias.name);
    m_name->setPlaceholderText(u"fast"_s);
    m_nameField = addField(tr("Name"), m_name, u"name"_s);
    m_nameField->setHint(tr("What callers ask for. It wins over a model of the same name."));
    m_name->setObjectName(u"aliasName"_s);
    m_strategy = new QComboBox(form());
    m_strategy->addItem(tr("As for all: %1").arg(strategyWord(m_defaultStrategy)), QString());
    for (const PartChoice &choice : strategyChoices())
        m_strategy->addItem(rulesWord(choice.label), QString::fromLatin1(choice.value));
    m_strategy->setCurrentIndex(std::max(0, m_strategy->findData(m_alias.strategy)));
    m_affinity = new QComboBox(form());
    m_affinity->addItem(tr("As for all"), QVariant());
    m_affinity->addItem(tr("Kept together"), true);
    m_affinity->addItem(tr("Not kept together"), false);
    m_affinity->setCurrentIndex(!m_alias.affinity ? 0 : *m_alias.affinity ? 1 : 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    addField(tr("Strategy"), m_strategy, u"strategy"_s, row);
    addField(tr("Calls of one session"), m_affinity, u"affinity"_s, row);
    fields()->addLayout(row);
    for (QComboBox *box : {m_strategy, m_affinity}) {
        box->view()->setAccessibleName(box->accessibleName());
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            markEdited();
            showShares();
        });
    }
}

TargetEditor *AliasSheet::addTarget(const TargetRow &target)
{
    auto *editor = new TargetEditor(m_providers, m_editors.size(), form());
    editor->setTarget(target);
    m_list->addWidget(editor);
    m_editors.push_back(editor);
    editor->show();
    setTabOrder(editor, m_add);
    connect(editor, &TargetEditor::edited, this, [this] {
        markEdited();
        showShares();
    });
    connect(editor, &TargetEditor::removeWanted, this, [this, editor] { removeTarget(editor); });
    showShares();
    return editor;
}

void AliasSheet::removeTarget(TargetEditor *editor)
{
    std::erase(m_editors, editor);
    editor->hide();
    editor->deleteLater();
    m_add->setFocus(Qt::OtherFocusReason);
    markEdited();
    showShares();
}

QString AliasSheet::strategy() const
{
    return m_strategy->currentData().toString();
}

void AliasSheet::showShares()
{
    const bool counts = goesByWeight(strategy().isEmpty() ? m_defaultStrategy : strategy());
    const std::vector<double> shares = expectedShares(targets());
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        m_editors[i]->setShare(counts ? shares[i] : -1);
        m_editors[i]->setRemovable(m_editors.size() > 1);
    }
}

std::vector<TargetRow> AliasSheet::targets() const
{
    std::vector<TargetRow> out;
    for (const TargetEditor *editor : m_editors)
        out.push_back(editor->target());
    return out;
}

base::Json AliasSheet::body() const
{
    base::Json out = {{"name", m_name->text().trimmed().toStdString()}, {"targets", targetsBody(targets())}};
    out["strategy"] = strategy().isEmpty() ? base::Json(nullptr) : base::Json(strategy().toStdString());
    const QVariant affinity = m_affinity->currentData();
    out["affinity"] = affinity.isValid() ? base::Json(affinity.toBool()) : base::Json(nullptr);
    return out;
}

void AliasSheet::submit()
{
    m_nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Give it a name.") : QString());
    for (TargetEditor *editor : m_editors)
        editor->clearErrors();
    for (TargetEditor *editor : m_editors)
        if (editor->target().model.isEmpty())
            return editor->showError(u"model"_s, tr("Say which model."));
    if (m_nameField->hasError())
        return m_name->setFocus(Qt::OtherFocusReason);
    admin::AdminCall call{.operation = "router.model_map.create", .body = body()};
    if (!m_alias.id.isEmpty()) {
        call = onAlias("router.model_map.update", m_alias.id, body());
        call.body["if_version"] = m_alias.version;
    }
    send(m_client, std::move(call), [this](const base::Json &) {
        Q_EMIT saved(m_name->text().trimmed());
        close();
    });
}

void AliasSheet::fail(const base::Error &error)
{
    static const QRegularExpression kTarget(u"^targets\\[(\\d+)\\]\\.?(.*)$"_s);
    const auto target = kTarget.match(QString::fromStdString(error.param));
    const std::size_t index = target.captured(1).toULongLong();
    if (target.hasMatch() && index < m_editors.size())
        return m_editors[index]->showError(target.captured(2), refusalWords(error));
    if (error.code == base::ErrorCode::Conflict && error.param == "if_version") {
        m_client.call(onAlias("router.model_map.get", m_alias.id), this,
                      [this](const base::Result<base::Json> &answer) {
                          if (const auto alias = answer ? parseAlias(*answer) : std::nullopt)
                              m_alias.version = alias->version;
                      });
        return say(tr("It was changed elsewhere meanwhile. Save again to put this in its place."));
    }
    FormSheet::fail(error);
}

} // namespace ui
