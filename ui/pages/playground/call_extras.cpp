#include "ui/pages/playground/call_extras.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/playground/body_text.h"
#include "ui/pages/playground/tool_shape.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kCodeHigh = 132;
constexpr int kGap = 8;

} // namespace

CallExtras::CallExtras(QWidget *parent)
    : QWidget(parent), m_dialect(&clientDialect(ClientDialect::Id::Chat)), m_buttons(new FlowLayout(kGap))
{
    m_addTurn = addButton("addTurn", tr("Message"));
    m_addTools = addButton("addTools", tr("Tools"));
    m_addSchema = addButton("addSchema", tr("JSON schema"));
    m_addHeaders = addButton("addHeaders", tr("Headers"));
    m_toolsField = addCode("callTools", tr("Tools"), m_tools);
    m_schemaField = addCode("callSchema", tr("JSON schema of the answer"), m_schema);
    addHeaders();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(m_buttons);
    column->addWidget(m_toolsField);
    column->addWidget(m_schemaField);
    column->addWidget(m_headers);
    connect(m_addTurn, &QAbstractButton::clicked, this, &CallExtras::turnWanted);
    connect(m_addTools, &QAbstractButton::clicked, this, [this] {
        setTools(bodyText(writeTools(*m_dialect, {exampleTool()})));
        bring(*m_toolsField, *m_tools);
    });
    connect(m_addSchema, &QAbstractButton::clicked, this, [this] {
        setSchema(bodyText(exampleSchema()));
        bring(*m_schemaField, *m_schema);
    });
    connect(m_addHeaders, &QAbstractButton::clicked, this, [this] {
        m_withHeaders = true;
        show();
        bring(*m_headers, *m_session);
    });
    show();
}

void CallExtras::bring(QWidget &field, QWidget &focus)
{
    focus.setFocus(Qt::OtherFocusReason);
    Q_EMIT brought(&field);
}

Button *CallExtras::addButton(const char *name, const QString &text)
{
    auto *out = new Button(Button::Kind::Secondary, text, this);
    out->setObjectName(QString::fromLatin1(name));
    out->setIconName(u"plus"_s);
    out->setButtonSize(Button::Size::Card);
    m_buttons->addWidget(out);
    return out;
}

FormField *CallExtras::addCode(const char *name, const QString &title, TextArea *&text)
{
    text = new TextArea(this);
    text->setObjectName(QString::fromLatin1(name));
    text->setFont(fontFor(TextRole::CodeSmall));
    text->setFixedHeight(kCodeHigh);
    auto *field = new FormField(title, text, {}, this);
    connect(text, &QPlainTextEdit::textChanged, this, [this, field] {
        field->setError({});
        show();
    });
    return field;
}

void CallExtras::addHeaders()
{
    m_headers = new QWidget(this);
    m_session = new LineEdit(m_headers);
    m_session->setObjectName(u"callSession"_s);
    m_session->setPlaceholderText(tr("none"));
    m_class = new LineEdit(m_headers);
    m_class->setObjectName(u"callClass"_s);
    m_class->setPlaceholderText(tr("none"));
    auto *row = new QHBoxLayout(m_headers);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(new FormField(tr("Session"), m_session, {}, m_headers), 1);
    row->addWidget(new FormField(tr("Request class"), m_class, {}, m_headers), 1);
}

void CallExtras::setDialect(const ClientDialect &dialect)
{
    m_dialect = &dialect;
    show();
}

void CallExtras::show()
{
    const bool tools = m_dialect->knows(ClientDialect::Tools);
    const bool schema = m_dialect->knows(ClientDialect::Schema);
    m_toolsField->setVisible(tools && !m_tools->document()->isEmpty());
    m_schemaField->setVisible(schema && !m_schema->document()->isEmpty());
    m_headers->setVisible(m_withHeaders);
    m_addTurn->setVisible(m_dialect->knows(ClientDialect::Turns));
    m_addTools->setVisible(tools && m_toolsField->isHidden());
    m_addSchema->setVisible(schema && m_schemaField->isHidden());
    m_addHeaders->setVisible(!m_withHeaders);
}

QString CallExtras::tools() const
{
    return m_tools->toPlainText();
}

QString CallExtras::schema() const
{
    return m_schema->toPlainText();
}

QString CallExtras::session() const
{
    return m_session->text().trimmed();
}

QString CallExtras::requestClass() const
{
    return m_class->text().trimmed();
}

void CallExtras::setTools(const QString &json)
{
    m_tools->setPlainText(json);
}

void CallExtras::setSchema(const QString &json)
{
    m_schema->setPlainText(json);
}

void CallExtras::setHeaders(const QString &session, const QString &requestClass)
{
    m_session->setText(session);
    m_class->setText(requestClass);
    m_withHeaders = !session.isEmpty() || !requestClass.isEmpty();
    show();
}

void CallExtras::setError(std::string_view param, const QString &words)
{
    m_toolsField->setError(param == "tools" ? words : QString());
    m_schemaField->setError(param == "schema" ? words : QString());
}

} // namespace ui
