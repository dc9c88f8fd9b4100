#include "ui/pages/costs/subject_picker.h"

#include <string_view>

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>

#include "ui/pages/costs/budget.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kMost = "1000";

const char *listOf(const QString &scope)
{
    return scope == "key"_L1                               ? "api_keys.list"
           : scope == "user"_L1                            ? "users.list"
           : scope == "team"_L1                            ? "teams.list"
           : scope == "provider"_L1 || scope == "model"_L1 ? "providers.list"
                                                           : nullptr;
}

} // namespace

SubjectPicker::SubjectPicker(admin::AdminClient &client, QWidget *parent, Of of)
    : QWidget(parent), m_client(client), m_scope(new QComboBox(this)), m_name(new LineEdit(this))
{
    const bool pays = of == Of::Payers;
    for (const char *scope : {"all", "key", "provider", "model", "tag"})
        if (!pays || std::string_view(scope) == "key")
            m_scope->addItem(budgetScopeWord(QString::fromLatin1(scope)), QString::fromLatin1(scope));
    m_scope->setObjectName(u"budgetScope"_s);
    m_name->setObjectName(u"budgetSubject"_s);
    m_scopeField = new FormField(pays ? tr("Pays for calls of a") : tr("Counts"), m_scope, u"scope"_s, this);
    m_nameField = new FormField(tr("Which one"), m_name, u"subject"_s, this);
    m_scope->view()->setAccessibleName(m_scope->accessibleName());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(m_scopeField, 1, Qt::AlignTop);
    row->addWidget(m_nameField, 1, Qt::AlignTop);
    setFocusProxy(m_name);
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        m_name->clear();
        followScope();
        Q_EMIT edited();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_nameField->setError({});
        Q_EMIT edited();
    });
    addPeople();
    followScope();
}

/// Users and teams are there where the gateway has them.
void SubjectPicker::addPeople()
{
    for (const auto &[scope, operation] : {std::pair("user", "users.list"), std::pair("team", "teams.list")})
        m_client.call({.operation = operation, .query = {{"limit", "1"}}}, this,
                      [this, word = QString::fromLatin1(scope)](const base::Result<base::Json> &answer) {
                          if (answer && m_scope->findData(word) < 0)
                              m_scope->addItem(budgetScopeWord(word), word);
                      });
}

void SubjectPicker::setSubject(const QString &scope, const QString &subject, const QString &name)
{
    if (m_scope->findData(scope) < 0)
        m_scope->addItem(budgetScopeWord(scope), scope);
    m_scope->setCurrentIndex(m_scope->findData(scope));
    m_name->setText(name.isEmpty() ? subject : name);
    if (!name.isEmpty())
        m_ids.insert(name, subject);
}

QString SubjectPicker::scope() const
{
    return m_scope->currentData().toString();
}

QString SubjectPicker::subject() const
{
    const QString text = m_name->text().trimmed();
    return scope() == "all"_L1 ? QString() : m_ids.value(text, text);
}

bool SubjectPicker::isComplete() const
{
    return scope() == "all"_L1 || !m_name->text().trimmed().isEmpty();
}

void SubjectPicker::setError(const QString &error)
{
    m_nameField->setError(error);
}

void SubjectPicker::followScope()
{
    m_ids.clear();
    m_name->setCompleter(nullptr);
    m_nameField->setError({});
    m_nameField->setVisible(scope() != "all"_L1);
    const char *operation = listOf(scope());
    if (operation == nullptr)
        return;
    m_client.call({.operation = operation, .query = {{"limit", kMost}}}, this,
                  [this, asked = scope()](const base::Result<base::Json> &answer) {
                      if (answer && asked == scope()) // names are a help in typing, no more
                          offer(base::at(*answer, "data"));
                  });
}

void SubjectPicker::offer(const base::Json &rows)
{
    const bool models = scope() == "model"_L1;
    QStringList names;
    for (const base::Json &row : rows) {
        if (models)
            for (const base::Json &model : base::at(row, "models"))
                names += QString::fromStdString(base::textOr(model));
        else
            names += QString::fromStdString(base::textOr(base::at(row, "name")));
        if (!models)
            m_ids.insert(names.back(), QString::fromStdString(base::textOr(base::at(row, "id"))));
    }
    names.sort();
    names.removeDuplicates();
    auto *completer = new QCompleter(names, m_name);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(m_name->accessibleName());
    m_name->setCompleter(completer);
}

} // namespace ui
