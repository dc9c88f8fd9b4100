#pragma once

#include <QWidget>

#include "ui/pages/playground/client_dialect.h"

namespace ui {

class Button;
class FlowLayout;
class FormField;
class LineEdit;
class TextArea;

/// What not every call has: more messages, tools, a schema for the answer, headers. Each has a button that brings its
/// field, and the field is there as long as something stands in it.
/// Thread: main.
class CallExtras final : public QWidget {
    Q_OBJECT
public:
    explicit CallExtras(QWidget *parent = nullptr);

    /// Which of them there are.
    void setDialect(const ClientDialect &dialect);
    QString tools() const;
    QString schema() const;
    QString session() const;
    QString requestClass() const;
    void setTools(const QString &json);
    void setSchema(const QString &json);
    void setHeaders(const QString &session, const QString &requestClass);
    /// Of `tools` or `schema`; empty words take both away.
    void setError(std::string_view param, const QString &words);

Q_SIGNALS:
    void turnWanted();
    /// A field that was not there before.
    void brought(QWidget *field);

private:
    Button *addButton(const char *name, const QString &text);
    FormField *addCode(const char *name, const QString &title, TextArea *&text);
    void addHeaders();
    void bring(QWidget &field, QWidget &focus);
    void show();
    const ClientDialect *m_dialect;
    FlowLayout *m_buttons;
    Button *m_addTurn;
    Button *m_addTools;
    Button *m_addSchema;
    Button *m_addHeaders;
    TextArea *m_tools = nullptr;
    TextArea *m_schema = nullptr;
    FormField *m_toolsField;
    FormField *m_schemaField;
    QWidget *m_headers = nullptr;
    LineEdit *m_session = nullptr;
    LineEdit *m_class = nullptr;
    bool m_withHeaders = false;
};

} // namespace ui
