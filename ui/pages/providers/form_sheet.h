#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/sheet.h"

class QBoxLayout;
class QVBoxLayout;

namespace ui {

class Button;
class FormField;
class Label;

/// A sheet that is filled in and sent: fields, a line for what went wrong, Cancel and the act. Closing it with words
/// that were not saved has to be done twice. It deletes itself once closed.
/// Thread: main.
class FormSheet : public Sheet {
    Q_OBJECT
public:
    /// `act` names what is done: "Save key".
    FormSheet(QWidget &window, int width, const QString &act);

protected:
    QVBoxLayout *fields() const { return m_fields; }
    QWidget *form() const { return m_form; }
    Button *act() const { return m_act; }
    /// `param` is the field's name in the API, where its errors land. Enter in it sends the form.
    FormField *addField(const QString &label, QWidget *control, const QString &param, QBoxLayout *into = nullptr);
    /// The act: check, then send().
    virtual void submit() = 0;
    /// One call at a time; an error goes to its field, or to the line above the buttons.
    void send(admin::AdminClient &client, admin::AdminCall call, std::function<void(const base::Json &)> done);
    virtual void fail(const base::Error &error);
    void say(const QString &words);
    void markEdited();
    void markSaved() { m_edited = false; }
    bool isBusy() const { return m_busy; }
    bool hasErrors() const;
    void showEvent(QShowEvent *event) override;

private:
    bool mayClose();
    void setBusy(bool busy);
    QWidget *m_form;
    QVBoxLayout *m_fields;
    Label *m_words;
    Button *m_cancel;
    Button *m_act;
    bool m_edited = false;
    bool m_warned = false;
    bool m_busy = false;
};

} // namespace ui
