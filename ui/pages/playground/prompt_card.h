#pragma once

#include <optional>

#include "admin/admin_client.h"
#include "ui/pages/playground/prompt_form.h"
#include "ui/widgets/card.h"

class QComboBox;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class Button;
class CallExtras;
class FormField;
class KeyPicker;
class Label;
class LineEdit;
class SegmentedControl;
class Switch;
class TextArea;
class TurnList;

/// A call as it is to be made: everything but the key.
struct DraftCall {
    const ClientDialect *dialect = nullptr;
    QString model{};
    bool stream = true;
    std::string body{};
    QString session{};
    QString requestClass{};
};

/// What is sent: the dialect, the key, the model, and the request, as a form or as JSON. The two are views of one value:
/// what was typed in one is there in the other.
/// Thread: main. `client` and `apps` outlive it.
class PromptCard final : public Card {
    Q_OBJECT
public:
    PromptCard(admin::AdminClient &client, admin::AppClient &apps, QWidget *parent = nullptr);

    /// Nothing when something in it is wrong: then it stands beside its field.
    std::optional<DraftCall> draft();
    void load(const DraftCall &call);
    /// As it was at first.
    void clear();
    void setModels(const QStringList &names);
    void setRunning(bool running);
    void showJson(bool json);
    void focusPrompt();
    /// Its pages scroll: how high their texts would like to be does not make it higher.
    bool hasHeightForWidth() const override { return false; }
    KeyPicker &keys() { return *m_keys; }

protected:
    void paintEvent(QPaintEvent *event) override;

Q_SIGNALS:
    void sendWanted();
    void stopWanted();

private:
    void buildTop(QVBoxLayout &column);
    QWidget *buildForm();
    QWidget *buildJson();
    void buildFoot(QVBoxLayout &column);
    QWidget *buildSampling();
    void chooseDialect(int index);
    PromptForm form() const;
    void show(const PromptForm &form);
    /// What the dialect and the view in front have.
    void arrange();
    bool takeForm();
    bool takeJson();
    void checkJson();
    bool isJson() const;

    const ClientDialect *m_dialect;
    base::Json m_body = nullptr; ///< The value; the view in front may be ahead of it.
    bool m_modelPicked = false;  ///< Somebody chose the model: another list does not change it.
    QComboBox *m_dialects;
    SegmentedControl *m_view;
    QComboBox *m_model;
    FormField *m_modelField = nullptr;
    KeyPicker *m_keys;
    QStackedWidget *m_pages = nullptr;
    TextArea *m_system = nullptr;
    FormField *m_systemField = nullptr;
    TurnList *m_turns = nullptr;
    CallExtras *m_extras = nullptr;
    TextArea *m_json = nullptr;
    Label *m_jsonWords = nullptr;
    QWidget *m_sampling = nullptr;
    LineEdit *m_temperature = nullptr;
    LineEdit *m_maxTokens = nullptr;
    QWidget *m_streamRow = nullptr;
    Switch *m_stream = nullptr;
    Button *m_stop = nullptr;
    Button *m_send = nullptr;
    QWidget *m_foot = nullptr;
};

} // namespace ui
