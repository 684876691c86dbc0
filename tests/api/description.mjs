// The daemon's own description of its API, and whether an answer is as it says.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// What is asked of no operation is refused with these: by the connection, or for want of the path or the method.
const OF_NO_OPERATION = new Set([400, 404, 405, 408, 431]);
// The pages, which are no part of the API.
const PAGE = /^\/($|assets\/)/;
const PROBLEM = '/components/schemas/problem';

export class Description {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'description');
    this.compiled = new Map();
  }

  // Faults of the description itself, as sentences.
  async faults() {
    const { valid, errors } = await new Validator().validate(structuredClone(this.document));
    const faults = valid ? [] : [JSON.stringify(errors)];
    for (const name of Object.keys(this.document.components.schemas)) {
      try {
        this.#schema(`/components/schemas/${name}`);
      } catch (error) {
        faults.push(`${name}: ${error.message}`);
      }
    }
    const ids = this.operationIds();
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`the operationId ${id} is not unique`);
    return faults;
  }

  operationIds() {
    return Object.values(this.document.paths).flatMap((path) => Object.values(path)).map((operation) => operation.operationId);
  }

  // The operation that a request is for; undefined when it is for none.
  operationId(method, path) {
    return this.#operation(method, path)?.operationId;
  }

  // What is wrong with a request, or with what was made of it, as sentences: what is done was said as the description
  // says, and what lacks a member lacks one by the description too.
  requestFaults(method, path, body, { status, text }) {
    const operation = this.#operation(method, path);
    const at = `${this.#template(path.split('?')[0])} ${method}`;
    if (!operation || body === undefined) return [];
    const value = parsed(body);
    const pointer = operation.requestBody && `/paths/${escape(this.#template(path.split('?')[0]))}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    if (status < 300) {
      if (!body && !operation.requestBody?.required) return [];
      if (!pointer) return [`${at} took a body, and none is described`];
      const outcomes = Array.isArray(value) && parsed(text)?.outcomes;
      if (outcomes) return this.#valueFaults(pointer, JSON.stringify(value.filter((_, i) => outcomes[i].status !== 400)));
      return this.#valueFaults(pointer, body);
    }
    const lacking = parsed(text)?.reasons?.filter(({ code }) => code === 'missing-member') ?? [];
    if (status !== 400 || !lacking.length || !pointer || value === undefined || Array.isArray(value)) return [];
    return this.#schema(pointer)(value) ? [`${at} needs ${lacking.map((one) => one.pointer)}, and the description does not say so`] : [];
  }

  // What is wrong with an answer, as sentences.
  answerFaults(method, path, { status, headers, text }) {
    const type = (headers['content-type'] ?? '').split(';')[0];
    const responses = this.#operation(method, path)?.responses;
    const response = this.#resolve(responses?.[status]);
    if (!response) {
      if (PAGE.test(path) && status < 400) return [];
      if (responses || !OF_NO_OPERATION.has(status)) return [`the status ${status} is not described for ${method} ${path}`];
      return this.#problemFaults(type, text);
    }
    if (!response.value.content) return text ? ['a body is there where none is described'] : [];
    if (method === 'HEAD') return text ? ['an answer to HEAD has a body'] : [];
    if (!response.value.content[type]) return [`the type ${type} is not described for ${method} ${path} ${status}`];
    if (!type.endsWith('json') || type === 'application/x-ndjson') return [];
    return this.#valueFaults(`${response.pointer}/content/${escape(type)}/schema`, text);
  }

  #problemFaults(type, text) {
    if (type !== 'application/problem+json') return [`the type is ${type}, not application/problem+json`];
    return this.#valueFaults(PROBLEM, text);
  }

  #valueFaults(pointer, text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return [`the body is no JSON: ${error.message}`];
    }
    const schema = this.#schema(pointer);
    return schema(value) ? [] : [`not as described at ${pointer}: ${this.ajv.errorsText(schema.errors.slice(0, 8))}`];
  }

  #schema(pointer) {
    if (!this.compiled.has(pointer)) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/');
      this.compiled.set(pointer, this.ajv.compile({ $ref: `description#${fragment}` }));
    }
    return this.compiled.get(pointer);
  }

  // A response, followed through its $ref, with its pointer.
  #resolve(response) {
    if (!response) return null;
    if (!response.$ref) {
      return { value: response, pointer: this.#pointerOf(response) };
    }
    const pointer = response.$ref.slice(1);
    return { value: pointer.split('/').slice(1).reduce((inside, name) => inside[name], this.document), pointer };
  }

  #pointerOf(response) {
    for (const [path, item] of Object.entries(this.document.paths)) {
      for (const [verb, operation] of Object.entries(item)) {
        for (const [status, one] of Object.entries(operation.responses)) {
          if (one === response) return `/paths/${escape(path)}/${verb}/responses/${status}`;
        }
      }
    }
    throw new Error('a response that is in no operation');
  }

  #operation(method, path) {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    return this.document.paths[this.#template(path.split('?')[0])]?.[verb];
  }

  // The path of the description that a request's path fits: words before {segments}.
  #template(path) {
    const words = path.split('/');
    const fits = Object.keys(this.document.paths).filter((template) => {
      const parts = template.split('/');
      return parts.length === words.length && parts.every((part, i) => part === words[i] || (part.startsWith('{') && words[i]));
    });
    return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function escape(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
